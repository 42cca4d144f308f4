//! What could change the choice, and what is not covered.

use super::choice::money;
use crate::document::Block;
use crate::language::{Language, listed, number, say};
use crate::words::{inputs, names};
use model::results::{Influence, LeftOut, Results};
use model::scenario::keys::Member;

/// Assumptions listed.
const MOST: usize = 3;

/// The assumptions between whose ends the choice changes; where there is none, those that move it most.
pub(super) fn influences(results: &Results, language: Language) -> Vec<Block> {
    let Some(best) = &results.best else { return Vec::new() };
    // What a live year is worth has its sentence already.
    let worth = format!("administration.*.{}", Member::Benefit.spec().path);
    let said = |one: &&Influence| one.path == worth && best.worth_turns_at().is_some();
    let told: Vec<&Influence> = results.influences.iter().filter(|one| !said(one)).collect();
    let deciding: Vec<&Influence> = told.iter().copied().filter(|one| one.switches_at.is_some()).collect();
    if told.is_empty() {
        let text = language.pick(
            "No assumption by itself moves what the choice rests on, or there is no mean to move.",
            "Aucune hypothèse ne déplace à elle seule ce dont dépend le choix, ou il n’y a pas de moyenne à déplacer.",
        );
        return vec![Block::Paragraph(text.into())];
    }
    let (head, lines) = match deciding.is_empty() {
        true => {
            let text = language.pick(
                "No single assumption, from its P10 to its P90, changes the choice. The advantage moves most with:",
                "Aucune hypothèse, de son P10 à son P90, ne change seule le choix. L’avantage dépend surtout de\u{202F}:",
            );
            (text.to_owned(), told)
        }
        false => {
            let (strategy, rival) = (names::taking(best.strategy, language), names::taking(best.rival, language));
            let text = say!(
                language,
                "Each alone could change the choice of {strategy} or {rival}, from P10 to P90 (if fixed, by a quarter):"
                    | "Chacune pourrait à elle seule changer le choix entre {strategy} et {rival}, de son P10 à son P90 (un quart en plus ou en moins si elle est fixe) :"
            );
            (text, deciding)
        }
    };
    let line = |influence: &&Influence| Block::Detail(line(results, influence, language).into());
    [Block::Paragraph(head.into())].into_iter().chain(lines.iter().take(MOST).map(line)).collect()
}

/// One assumption: where the choice changes, or what the advantage is at both ends.
fn line(results: &Results, influence: &Influence, language: Language) -> String {
    let input = inputs::bare(&influence.path, language);
    let [low, high] = [&influence.moved_from, &influence.moved_to].map(|value| names::value(value, language));
    let basis = match (&influence.mark, influence.sourced) {
        (Some(mark), _) if mark.chars().all(char::is_alphabetic) => mark.clone(),
        (Some(_), _) => language.pick("default", "par défaut").to_owned(),
        (None, true) => language.pick("source given", "source fournie").to_owned(),
        (None, false) => language.pick("no source", "sans source").to_owned(),
    };
    match influence.switches_at {
        Some(value) if !influence.by_factor => {
            let digits = if value.abs() >= 10.0 { 1 } else { 2 };
            let value = number(value, digits, language);
            say!(
                language,
                "{input} [{basis}]: changes at about {value} ({low} to {high})"
                    | "{input} [{basis}] : le choix bascule vers {value} (de {low} à {high})"
            )
        }
        Some(factor) => {
            let factor = number(factor, 2, language);
            say!(
                language,
                "{input} [{basis}]: changes at about {factor} times as much ({low} to {high})"
                    | "{input} [{basis}] : le choix bascule vers {factor} fois autant (de {low} à {high})"
            )
        }
        None => {
            let [from, to] =
                [influence.advantage_from, influence.advantage_to].map(|value| money(results, value, language));
            say!(
                language,
                "{input} [{basis}]: {from} at {low}, {to} at {high}"
                    | "{input} [{basis}] : {from} à {low}, {to} à {high}"
            )
        }
    }
}

/// What the answer leaves out because nobody said anything of it.
pub(super) fn not_covered(results: &Results, language: Language) -> String {
    let words = results.question.left_out.iter().map(|left| left_out(*left, language)).collect::<Vec<&str>>();
    let always = language.pick("what outsiders gain", "ce qu’y gagnent les tiers");
    let all: Vec<String> = words.into_iter().chain([always]).map(str::to_owned).collect();
    let all = listed(&all, language);
    say!(language, "Not covered: {all}." | "Non compris : {all}.")
}

fn left_out(left: LeftOut, language: Language) -> &'static str {
    match left {
        LeftOut::Operations => language.pick("hosting and desks", "l’hébergement et l’assistance"),
        LeftOut::Rollout => language.pick("training and migration", "la formation et la migration"),
        LeftOut::Incidents => language.pick("security incidents", "les incidents de sécurité"),
        LeftOut::Buying => language.pick("buying", "l’achat"),
        LeftOut::Keeping => language.pick("keeping what there is", "le maintien de l’existant"),
    }
}
