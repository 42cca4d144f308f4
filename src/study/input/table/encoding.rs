//! From bytes to text: UTF-8 or a refusal that says what the file seems to be.

use super::MOST_BYTES;
use std::ops::Range;

/// A text, and what is wrong with it.
pub(super) struct Decoded {
    /// The text without its byte order mark. A byte that is not UTF-8 is kept as one character (what it stands for in
    /// Windows-1252, else `?`), so that the places of problems stay right; such a text is only ever shown.
    pub text: String,
    /// Why it cannot be used.
    pub fault: Option<Fault>,
    /// Whether looking for further problems makes sense.
    pub readable: bool,
}

/// Why bytes are not the text of a table.
pub(super) struct Fault {
    /// Where, in the text.
    pub span: Range<usize>,
    /// What was found.
    pub message: String,
    /// What to do.
    pub help: String,
}

const SAVE: &str = "save the table as UTF-8 (spreadsheets call it \"CSV UTF-8\")";

/// Decodes a file.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((message, help)) = not_a_text(bytes) {
        let fault = Fault { span: 0..0, message: message.to_owned(), help: help.to_owned() };
        return Decoded { text: String::new(), fault: Some(fault), readable: false };
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), fault: None, readable: true },
        Err(_) => not_utf8(bytes),
    }
}

fn not_a_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.len() > MOST_BYTES {
        return Some(("a file of more than 1 GiB; that is the most that is read", "split or shorten it"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some(("a workbook or an archive, not a CSV table", "save the sheet as \"CSV UTF-8\""));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || every_other_is_nul(bytes) {
        return Some(("the table is UTF-16, not UTF-8", SAVE));
    }
    if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
        return Some(("nothing but NUL bytes: the file is damaged", "export the table again"));
    }
    None
}

/// Whether nearly all even or nearly all odd bytes at the start are NUL, and the others are not: UTF-16 without a mark.
fn every_other_is_nul(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let nul = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (nul(0), nul(1), head.len() / 2);
    half > 0 && even.max(odd) * 10 >= half * 8 && even.min(odd) * 10 <= half
}

fn not_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut first, mut bad, mut at) = (None, 0, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert((at + chunk.valid().len(), text.len()));
            bad += chunk.invalid().len();
            text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte).unwrap_or('?')));
        }
        at += chunk.valid().len() + chunk.invalid().len();
    }
    let (at, start) = first.unwrap_or_default();
    let fault = describe(&bytes[at..], text[start..].chars().next(), start, bad);
    Decoded { text, fault: Some(fault), readable: true }
}

/// Says what a byte that is not UTF-8 may be; `rest` begins with it.
fn describe(rest: &[u8], shown: Option<char>, start: usize, bad: usize) -> Fault {
    let name = |n: usize| rest.iter().take(n).map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ");
    let cut_off = std::str::from_utf8(rest).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none());
    let first = rest.first().copied().unwrap_or_default();
    let (length, message) = match (first, rest.get(1)) {
        _ if cut_off => (rest.len(), format!("the file ends inside a character (bytes {})", name(rest.len()))),
        (0xC0 | 0xC1, Some(0x80..=0xBF)) | (0xE0, Some(0x80..=0x9F)) => {
            (2, format!("the bytes {} are an overlong form of a character, which is not UTF-8", name(2)))
        }
        (0xED, Some(0xA0..=0xBF)) => (3, format!("the bytes {} are half of a surrogate pair, not UTF-8", name(3))),
        _ => {
            let family = if first < 0xA0 { "Windows-1252" } else { "Latin-1 or Windows-1252" };
            let guess = windows_1252(first).and(shown).map(|c| format!("; in {family} it is `{c}`"));
            (1, format!("the byte {first:02X} is not UTF-8{}", guess.unwrap_or_default()))
        }
    };
    let more = if bad > length { format!(" ({bad} bytes of the file are not)") } else { String::new() };
    let help = if cut_off { "export the table again; its end may be missing" } else { SAVE };
    Fault { span: start..start + shown.map_or(0, char::len_utf8), message: message + &more, help: help.to_owned() }
}

/// What a byte from 80 up stands for in Windows-1252; Latin-1 agrees from A0 up.
fn windows_1252(byte: u8) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => Some(HIGH[usize::from(byte) - 0x80]).filter(|c| *c != '\0'),
        _ => Some(char::from(byte)),
    }
}
