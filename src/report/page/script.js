"use strict";
// What is quietly added where scripts run: tables sort by a click on a header, a slider chooses a percentile,
// and the keyboard stops at no box that cannot be moved. Nothing is said here
// that the page does not say without. No sign of markup stands in this text, so that it is the same in HTML and in XML.
(function () {
  function value(row, at) {
    var cell = row.cells[at];
    if (!cell) { return ""; }
    var number = cell.getAttribute("data-value");
    return number === null ? cell.textContent.trim() : Number(number);
  }
  function compare(one, other) {
    var numbers = typeof one === "number" ? typeof other === "number" : false;
    if (numbers) { return one - other; }
    // What is no number stands after all numbers.
    if (typeof one === "number") { return -1; }
    if (typeof other === "number") { return 1; }
    return one.localeCompare(other, document.documentElement.lang);
  }
  function sortable(table) {
    var body = table.tBodies[0];
    var heads = table.tHead ? Array.from(table.tHead.rows[0].cells) : [];
    if (!body) { return; }
    if (2 > body.rows.length) { return; }
    var rows = Array.from(body.rows);
    heads.forEach(function (head, at) {
      if (head.tagName !== "TH") { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") || "none"];
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        if (next !== "none") { head.setAttribute("aria-sort", next); }
        var sorted = rows.slice();
        if (next !== "none") {
          var sign = next === "ascending" ? 1 : -1;
          sorted.sort(function (one, other) { return sign * compare(value(one, at), value(other, at)); });
        }
        sorted.forEach(function (row) { body.appendChild(row); });
      });
    });
  }
  function choosable(choice) {
    var slider = choice.querySelector("input");
    var output = choice.querySelector("output");
    var rows = Array.from(choice.parentElement.querySelectorAll("tbody tr"));
    var names = choice.getAttribute("data-names").split("|");
    function tell() {
      var chosen = rows.find(function (row) { return value(row, 0) === Number(slider.value); });
      rows.forEach(function (row) { row.classList.toggle("chosen", row === chosen); });
      if (!chosen) { return; }
      var amounts = names.map(function (name, at) {
        return name === "" ? "" : name.replace("{amount}", chosen.cells[at + 1].textContent);
      }).filter(function (text) { return text !== ""; });
      output.textContent = choice.getAttribute("data-sentence")
        .replace("{percent}", slider.value).replace("{amounts}", amounts.join(choice.getAttribute("data-between")));
    }
    choice.hidden = false;
    slider.addEventListener("input", tell);
    tell();
  }
  // A box is a stop of the keyboard, and told as a place of its own, only where there is something to move.
  function movable(box) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
    } else if (box !== document.activeElement) {
      box.removeAttribute("tabindex");
      box.setAttribute("role", "group");
    }
  }
  Array.from(document.querySelectorAll("table")).forEach(sortable);
  Array.from(document.querySelectorAll(".confidence")).forEach(choosable);
  if (window.ResizeObserver) {
    var sizes = new ResizeObserver(function (entries) { entries.forEach(function (entry) { movable(entry.target); }); });
    Array.from(document.querySelectorAll(".table, .chart")).forEach(function (box) { sizes.observe(box); });
  }
}());
