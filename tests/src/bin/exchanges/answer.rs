//! Reads a recorded answer into the output type and writes it again.

use serde_json::Value;
use tencentcloud_image::runtime::replay::{Entry, Reread};
use tencentcloud_image::runtime::{Answer, Protocol};
use tests::tree;

use crate::recording::Exchange;
use crate::verdict::Verdict;

/// Returns the verdict on the answers of an exchange, with the findings.
pub fn check(entry: &Entry, exchange: &Exchange) -> (Verdict, Vec<String>) {
    let answers = exchange.answers.iter().filter(|answer| !answer.trim().is_empty());
    let (verdicts, findings): (Vec<_>, Vec<_>) = answers.map(|answer| check_one(entry, answer)).unzip();
    (verdicts.into_iter().max().unwrap_or(Verdict::None), findings.into_iter().flatten().collect())
}

/// Returns the verdict on one answer. Errors are not compared: all operations share one form, which no schema describes.
fn check_one(entry: &Entry, answer: &str) -> (Verdict, Vec<String>) {
    let Some(recorded) = tree::document(answer.as_bytes()) else { return (Verdict::Bytes, Vec::new()) };
    if recorded.get("Error").is_some() {
        return (Verdict::Read, Vec::new());
    }
    let findings = match reread(entry, answer) {
        Ok(reread) => differences(&reread, &recorded),
        Err(problem) => vec![format!("answer: {problem}")],
    };
    (if findings.is_empty() { Verdict::Same } else { Verdict::Differs }, findings)
}

fn reread(entry: &Entry, answer: &str) -> Result<Reread, String> {
    if matches!(entry.meta.protocol, Protocol::Rest { answer: Answer::Empty, .. }) {
        return Err("expected an empty answer, found a document".to_owned());
    }
    let reread = entry.reread(answer.as_bytes()).ok_or("expected bytes, found a document")?;
    reread.map_err(|error| error.to_string())
}

fn differences(reread: &Reread, recorded: &Value) -> Vec<String> {
    let deviations = reread.deviations.iter().map(|deviation| {
        format!("answer: {}: expected {}, found {}", deviation.member, deviation.declared, deviation.found)
    });
    let written = tree::document(&reread.body).unwrap_or_default();
    let difference = tree::difference(&written, recorded, "the recorded answer");
    deviations.chain(difference.map(|difference| format!("answer: {difference}"))).collect()
}
