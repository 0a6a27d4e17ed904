//! Prints the results as text.

use std::collections::{BTreeMap, BTreeSet};

use super::driver::Sdk;
use super::known::{Entry, Known};

/// The results for one SDK.
#[derive(Default)]
pub struct Results {
    /// The called operations.
    pub operations: BTreeSet<String>,
    /// The number of calls.
    pub calls: usize,
    /// The number of calls that the mock accepted.
    pub accepted: usize,
    /// The number of responses that the SDK decoded correctly.
    pub decoded: usize,
    /// The number of requests that equal ours.
    pub same: usize,
    /// The number of changed requests that were refused, and their total number.
    pub refused: (usize, usize),
    /// The problems.
    pub problems: Vec<String>,
    /// The methods that sent the calls, with the reason if it is not the SDK's own method.
    pub through: BTreeMap<String, BTreeSet<String>>,
}

/// Prints the table, the problems, and what was skipped or sent differently, with the reasons.
pub fn print(all: &[(Sdk, Results)], known: &Known, skipped: &[String]) {
    print!("{}", table(all));
    for (sdk, results) in all {
        section(&format!("{}: {} differences", sdk.name, results.problems.len()), &results.problems);
    }
    for (sdk, results) in all {
        let lines = results.through.iter().map(|(through, operations)| {
            format!("{through}: {}", operations.iter().map(String::as_str).collect::<Vec<_>>().join("; "))
        });
        section(&format!("{}: sent through", sdk.name), &lines.collect::<Vec<_>>());
    }
    section("skipped", skipped);
    let (seen, unseen): (Vec<_>, Vec<_>) = known.entries().iter().partition(|entry| entry.occurrences.get() > 0);
    let line = |entry: &&Entry| {
        let Entry { what, why, occurrences, .. } = entry;
        format!("{what}, {}, {} times: {why}", entry.scope(), occurrences.get())
    };
    section("expected differences", &seen.iter().map(line).collect::<Vec<_>>());
    section("expected differences that did not occur", &unseen.iter().map(line).collect::<Vec<_>>());
}

fn section(title: &str, lines: &[String]) {
    if !lines.is_empty() {
        println!("\n{title}");
        lines.iter().for_each(|line| println!("  {line}"));
    }
}

fn table(all: &[(Sdk, Results)]) -> String {
    let head =
        ["SDK", "version", "operations", "calls", "accepted", "decoded", "same as ours", "refused", "differences"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(all.iter().map(|(sdk, results)| row(sdk, results)));
    let widths: Vec<_> = (0..head.len()).map(|at| rows.iter().map(|row| row[at].len()).max().unwrap_or(0)).collect();
    let line = |row: &[String; 9]| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn row(sdk: &Sdk, results: &Results) -> [String; 9] {
    let Results { operations, calls, accepted, decoded, same, refused, problems, .. } = results;
    let numbers = [operations.len(), *calls, *accepted, *decoded, *same].map(|number| number.to_string());
    let [operations, calls, accepted, decoded, same] = numbers;
    let refused = format!("{} of {}", refused.0, refused.1);
    let (name, version) = (sdk.name.clone(), sdk.version.clone());
    [name, version, operations, calls, accepted, decoded, same, refused, problems.len().to_string()]
}
