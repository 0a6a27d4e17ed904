//! `explain`: explains the findings and the rules.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;
use codegen_diff::pages;

/// What to explain.
#[derive(Args)]
pub struct Explain {
    /// A code, such as TC0202, or a rule, such as parameter-removed
    code: Option<String>,
}

/// Prints the page of a code or a rule, or the list of all.
pub fn run(arguments: &Explain) -> Result<ExitCode> {
    match &arguments.code {
        None => print!("{}", pages::list()),
        Some(code) => {
            let page = pages::page(code).map_err(|hint| anyhow!("unknown code or rule `{code}`; {hint}"))?;
            println!("{}", page.trim_end());
        }
    }
    Ok(ExitCode::SUCCESS)
}
