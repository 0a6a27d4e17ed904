//! Reads the recorded requests and answers of another client into the generated types, writes them again, and reports
//! differences: `exchanges FILE [--format text|json]`. `cargo xtask conformance --exchanges` runs it.
//!
//! Exit codes: 0 if nothing was lost, 1 if something was lost or refused, 2 if the file cannot be read.

mod answer;
mod check;
mod members;
mod recording;
mod report;
mod request;
mod route;
mod verdict;

use std::io::Write;
use std::process::ExitCode;

use tencentcloud_image::registry;

use crate::recording::{Exchanges, File};
use crate::report::Report;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (file, json) = match arguments[..] {
        [file] | [file, "--format", "text"] => (file, false),
        [file, "--format", "json"] => (file, true),
        _ => return failed("usage: exchanges FILE [--format text|json]"),
    };
    match read(file) {
        Ok(file) => {
            let report = report(file);
            let text = if json { report.json() } else { report.text() };
            // A reader that ends early is not an error.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::from(u8::from(report.fails()))
        }
        Err(problem) => failed(&problem),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("error: {problem}");
    ExitCode::from(2)
}

fn read(path: &str) -> Result<File, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{path} is not a file of recorded exchanges: {error}"))
}

fn report(file: File) -> Report {
    let entries = registry::entries();
    let Exchanges { complete, incomplete, empty_cases } = file.exchanges();
    let mut report = Report::new(incomplete, empty_cases);
    complete.iter().for_each(|exchange| report.add(exchange, check::check(&entries, exchange)));
    report
}
