//! Finds the words that the names of several structures have in common.

use std::collections::BTreeSet;

use codegen_model::Service;
use codegen_model::rust_names::words::words as words_of;

/// Words that say nothing about what a structure describes.
const GENERAL: &[&str] = &[
    "and", "by", "data", "detail", "details", "dto", "for", "in", "info", "infos", "item", "items", "list", "new",
    "of", "output", "param", "params", "req", "request", "resp", "response", "result", "results", "rsp", "set", "v2",
    "v3", "vo", "with",
];

/// Returns the longest run of words that the names of all `owners` have. Where an operation's input or output is one of
/// several, structures that inputs and outputs share decide.
pub(super) fn words(owners: &[&str], service: &Service) -> Option<String> {
    let names: BTreeSet<_> = owners.iter().copied().collect();
    let shared: Vec<_> = names.iter().filter(|name| !is_of_operation(name, service)).collect();
    let deciding = if shared.is_empty() { names.iter().collect() } else { shared };
    let named: Vec<Vec<&str>> = deciding.into_iter().map(|name| subject(name, service)).collect();
    let (first, rest) = named.split_first()?;
    let runs = (0..first.len()).flat_map(|start| (start + 1..=first.len()).map(move |end| &first[start..end]));
    let mut common: Vec<_> = runs.filter(|run| rest.iter().all(|words| contains(words, run))).map(trimmed).collect();
    // The first of the longest.
    common.sort_by_key(|run| std::cmp::Reverse(run.concat().len()));
    common.first().map(|run| run.concat()).filter(|words| !words.is_empty())
}

fn is_of_operation(name: &str, service: &Service) -> bool {
    operation_of(name, service).is_some()
}

/// Returns the name of the operation whose input or output has this name.
fn operation_of<'n>(name: &'n str, service: &Service) -> Option<&'n str> {
    [name, name.strip_suffix("Output").unwrap_or(name)].into_iter().find(|name| service.operation(name).is_some())
}

/// Returns the words of a name, without the verb of an operation.
fn subject<'n>(name: &'n str, service: &Service) -> Vec<&'n str> {
    match operation_of(name, service) {
        Some(operation) => pieces(operation).into_iter().skip(1).collect(),
        None => pieces(name),
    }
}

/// Returns the words of a name as they are written in it.
fn pieces(name: &str) -> Vec<&str> {
    let mut rest = name;
    let piece = |word: String| {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let (piece, tail) = rest.split_at_checked(word.len())?;
        rest = tail;
        Some(piece)
    };
    words_of(name).into_iter().map_while(piece).collect()
}

fn contains(words: &[&str], run: &[&str]) -> bool {
    words.windows(run.len()).any(|window| window.iter().zip(run).all(|(one, other)| one.eq_ignore_ascii_case(other)))
}

/// Returns a run without general words at its ends.
fn trimmed<'r, 'n>(run: &'r [&'n str]) -> &'r [&'n str] {
    let is_general = |word: &&str| GENERAL.contains(&word.to_ascii_lowercase().as_str());
    let start = run.iter().position(|word| !is_general(word)).unwrap_or(run.len());
    let end = run.iter().rposition(|word| !is_general(word)).map_or(start, |last| last + 1);
    &run[start..end]
}
