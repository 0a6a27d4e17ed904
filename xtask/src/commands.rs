//! The commands, each a few lines.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use codegen_emit::write::{self, Mode, Outcome};
use codegen_model::Loaded;
use codegen_model::Model;
use codegen_model::diagnostic::{Level, render};

use codegen_diff::pages;

use crate::{Check, Coverage, Input, Names, Output, Regenerate, Table, import, places};

const CLEAN: ExitCode = ExitCode::SUCCESS;
/// The exit code when there are findings.
pub const FINDINGS: u8 = 1;

/// Makes the crate.
pub fn regenerate(arguments: &Regenerate) -> Result<ExitCode> {
    let started = Instant::now();
    let Output { out, split } = &arguments.output;
    spare_generated(arguments)?;
    let runtime = places::relative(out, &places::root().join("runtime"))?;
    let loaded = codegen_model::load(&arguments.input.schemas, &arguments.only);
    let Some(model) = model_or_findings(&loaded) else { return Ok(ExitCode::from(FINDINGS)) };
    let emit = if *split { codegen_emit::split } else { codegen_emit::emit };
    let tree = emit(model, &codegen_emit::Options { runtime: Some(runtime) })?;
    let mode = match (arguments.check, arguments.dry_run) {
        (true, _) => Mode::Check,
        (_, true) => Mode::DryRun,
        _ => Mode::Write,
    };
    let outcome = write::apply(&tree, out, mode)?;
    report(&outcome, mode, out, model, started);
    Ok(if mode == Mode::Check && !outcome.is_clean() { ExitCode::from(FINDINGS) } else { CLEAN })
}

/// Refuses to make something else of the crate of the project.
fn spare_generated(arguments: &Regenerate) -> Result<()> {
    let harm = match (arguments.only.is_empty(), arguments.output.split) {
        (true, false) => return Ok(()),
        (false, _) => "--only would drop the other services from `generated`",
        (true, true) => "--split would make many crates of `generated`",
    };
    if places::is_generated(&arguments.output.out)? {
        bail!("{harm}: give it a folder of its own with --out");
    }
    Ok(())
}

fn report(outcome: &Outcome, mode: Mode, out: &Path, model: &Model, started: Instant) {
    let out = out.display();
    let operations: usize = model.services.iter().map(|service| service.operations.len()).sum();
    let time = started.elapsed().as_millis();
    if outcome.is_clean() {
        println!("{out} is up to date: {operations} operations, {} files, {time} ms", outcome.unchanged);
        return;
    }
    for (word, paths) in [("new", &outcome.new), ("changed", &outcome.changed), ("stale", &outcome.stale)] {
        for path in paths {
            println!("{word:>8} {out}/{path}");
            if let (Mode::Check, Some(diff)) = (mode, outcome.diffs.get(path)) {
                print!("{diff}");
            }
        }
    }
    let counts = format!(
        "{} new, {} changed, {} stale, {} unchanged",
        outcome.new.len(),
        outcome.changed.len(),
        outcome.stale.len(),
        outcome.unchanged
    );
    match mode {
        Mode::Write => println!("{out}: {operations} operations, {counts}, {time} ms"),
        Mode::DryRun => println!("{out} would change: {counts}"),
        Mode::Check => {
            println!("{out} is not up to date: {counts}\nrun `cargo xtask regenerate` and commit what it writes")
        }
    }
}

/// The model, or, where there is none, the findings on the error output.
pub fn model_or_findings(loaded: &Loaded) -> Option<&Model> {
    show(loaded);
    if loaded.model.is_none() {
        eprintln!("nothing was written");
    }
    loaded.model.as_ref()
}

/// Shows the findings that are more than notes on the error output.
pub fn show(loaded: &Loaded) {
    let more = |finding: &&codegen_model::diagnostic::Diagnostic| finding.level > Level::Note;
    let shown: Vec<_> = loaded.findings.iter().filter(more).cloned().collect();
    eprint!("{}", render::text(&loaded.sources, &shown));
}

/// Shows the findings.
pub fn check(arguments: &Check) -> Result<ExitCode> {
    let loaded = codegen_model::load(&arguments.input.schemas, &[]);
    print!("{}", arguments.format.render(&loaded.sources, &loaded.findings));
    if arguments.format == render::Format::Text {
        println!("{} files, {} findings", loaded.sources.files().count(), loaded.findings.len());
    }
    Ok(if loaded.model.is_some() { CLEAN } else { ExitCode::from(FINDINGS) })
}

/// Prints the table of names.
pub fn names(arguments: &Names) -> Result<ExitCode> {
    let loaded = match &arguments.from {
        None => codegen_model::load(&arguments.input.schemas, &[]),
        Some(from) => {
            let (root, files) = import::files(from)?;
            codegen_model::load_published(&root, &files)
        }
    };
    let Some(model) = model_or_findings(&loaded) else { return Ok(ExitCode::from(FINDINGS)) };
    let table = codegen_model::views::names::table(model);
    print!("{table}");
    let renamed = codegen_model::views::names::renamed(&table);
    if renamed > 0 {
        eprintln!("{} names, of which {renamed} are others than they would be: those are taken", table.lines().count());
    }
    Ok(CLEAN)
}

/// Prints the model as JSON.
pub fn model(input: &Input) -> Result<ExitCode> {
    with_model(input, |model| Ok(codegen_model::views::dump(model)))
}

/// Prints the table of operations.
pub fn coverage(arguments: &Coverage) -> Result<ExitCode> {
    with_model(&arguments.input, |model| {
        let coverage = codegen_model::views::coverage::of(model);
        Ok(match arguments.format {
            Table::Text => codegen_model::views::coverage::text(&coverage),
            Table::Markdown => codegen_model::views::coverage::markdown(&coverage),
            Table::Json => codegen_model::views::coverage::json(&coverage),
        })
    })
}

fn with_model(input: &Input, print: impl FnOnce(&Model) -> Result<String>) -> Result<ExitCode> {
    let loaded = codegen_model::load(&input.schemas, &[]);
    let Some(model) = model_or_findings(&loaded) else { return Ok(ExitCode::from(FINDINGS)) };
    print!("{}", print(model)?);
    Ok(CLEAN)
}

/// Explains a code.
pub fn explain(code: Option<&str>) -> Result<ExitCode> {
    let Some(code) = code else {
        print!("{}", pages::list());
        return Ok(CLEAN);
    };
    let page = pages::page(code).map_err(|hint| anyhow::anyhow!("there is no code or rule `{code}`; {hint}"))?;
    println!("{}", page.trim_end());
    Ok(CLEAN)
}
