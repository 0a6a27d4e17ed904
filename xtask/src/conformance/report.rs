//! What was found, as text.

use std::collections::{BTreeMap, BTreeSet};

use super::driver::Sdk;
use super::known::{Entry, Known};

/// What was found with one SDK.
#[derive(Default)]
pub struct Findings {
    /// The operations that were tried.
    pub operations: BTreeSet<String>,
    /// How many calls were made.
    pub calls: usize,
    /// How many of them the mock accepted.
    pub accepted: usize,
    /// How many answers the SDK read as they were meant.
    pub answered: usize,
    /// How many requests were the same as ours.
    pub same: usize,
    /// How many changed requests were refused, of how many.
    pub refused: (usize, usize),
    /// What is wrong.
    pub problems: Vec<String>,
    /// What calls were sent through, with the reason where that is not the SDK's own method.
    pub through: BTreeMap<String, BTreeSet<String>>,
}

/// The table, then everything that is wrong, then what was not done or done otherwise, with the reasons.
pub fn print(all: &[(Sdk, Findings)], known: &Known, left_out: &[String]) {
    print!("{}", table(all));
    for (sdk, findings) in all {
        section(&format!("{}: {} differences", sdk.name, findings.problems.len()), &findings.problems);
    }
    for (sdk, findings) in all {
        let lines = findings.through.iter().map(|(through, operations)| {
            format!("{through}: {}", operations.iter().map(String::as_str).collect::<Vec<_>>().join("; "))
        });
        section(&format!("{}: sent through", sdk.name), &lines.collect::<Vec<_>>());
    }
    section("left out", left_out);
    let (met, other): (Vec<_>, Vec<_>) = known.entries().iter().partition(|entry| entry.met.get() > 0);
    let said = |entry: &&Entry| {
        let Entry { what, why, met, .. } = entry;
        format!("{what}, {}, {} times: {why}", entry.place(), met.get())
    };
    section("known differences", &met.iter().map(said).collect::<Vec<_>>());
    section("known differences that were not met", &other.iter().map(said).collect::<Vec<_>>());
}

fn section(title: &str, lines: &[String]) {
    if !lines.is_empty() {
        println!("\n{title}");
        lines.iter().for_each(|line| println!("  {line}"));
    }
}

fn table(all: &[(Sdk, Findings)]) -> String {
    let head =
        ["SDK", "version", "operations", "calls", "accepted", "answered", "same as ours", "refused", "differences"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(all.iter().map(|(sdk, findings)| row(sdk, findings)));
    let widths: Vec<_> = (0..head.len()).map(|at| rows.iter().map(|row| row[at].len()).max().unwrap_or(0)).collect();
    let line = |row: &[String; 9]| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn row(sdk: &Sdk, findings: &Findings) -> [String; 9] {
    let Findings { operations, calls, accepted, answered, same, refused, problems, .. } = findings;
    let numbers = [operations.len(), *calls, *accepted, *answered, *same].map(|number| number.to_string());
    let [operations, calls, accepted, answered, same] = numbers;
    let refused = format!("{} of {}", refused.0, refused.1);
    let (name, version) = (sdk.name.clone(), sdk.version.clone());
    [name, version, operations, calls, accepted, answered, same, refused, problems.len().to_string()]
}
