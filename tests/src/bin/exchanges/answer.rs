//! What was answered, read into the type of the output and written again.

use serde_json::Value;
use tencentcloud_image::runtime::replay::{Entry, Reread};
use tencentcloud_image::runtime::{Answer, Protocol};
use tests::tree;

use crate::recording::Exchange;
use crate::verdict::Verdict;

/// What became of the answers, and what is wrong with them.
pub fn check(entry: &Entry, exchange: &Exchange) -> (Verdict, Vec<String>) {
    let all = exchange.answers.iter().filter(|answer| !answer.trim().is_empty()).map(|answer| one(entry, answer));
    let (verdicts, findings): (Vec<_>, Vec<_>) = all.unzip();
    (verdicts.into_iter().max().unwrap_or(Verdict::None), findings.into_iter().flatten().collect())
}

/// An error has one form for all operations, which no schema describes.
fn one(entry: &Entry, answer: &str) -> (Verdict, Vec<String>) {
    let Some(recorded) = tree::document(answer.as_bytes()) else { return (Verdict::Bytes, Vec::new()) };
    if recorded.get("Error").is_some() {
        return (Verdict::Read, Vec::new());
    }
    let findings = match reread(entry, answer) {
        Ok(reread) => lost(&reread, &recorded),
        Err(problem) => vec![format!("answer: {problem}")],
    };
    (if findings.is_empty() { Verdict::Same } else { Verdict::Differs }, findings)
}

fn reread(entry: &Entry, answer: &str) -> Result<Reread, String> {
    if matches!(entry.meta.protocol, Protocol::Rest { answer: Answer::Empty, .. }) {
        return Err("a document, where the operation answers nothing".to_owned());
    }
    let reread = entry.reread(answer.as_bytes()).ok_or("a document, where the operation answers bytes")?;
    reread.map_err(|error| error.to_string())
}

fn lost(reread: &Reread, recorded: &Value) -> Vec<String> {
    let deviations = reread
        .deviations
        .iter()
        .map(|deviation| format!("answer: {} is {}, not {}", deviation.member, deviation.found, deviation.declared));
    let written = tree::document(&reread.body).unwrap_or_default();
    let difference = tree::difference(&written, recorded, "the recorded answer");
    deviations.chain(difference.map(|difference| format!("answer: {difference}"))).collect()
}
