//! `cargo xtask services`: lists the services that the cloud publishes metadata of.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::releases::Releases;
use anyhow::{Result, anyhow};
use clap::Args;
use codegen_model::diagnostic::printable;
use codegen_upstream::catalogue::{Catalogue, ListedVersion};
use codegen_upstream::release::Release;
use tencentcloud_tools::findings;

#[derive(Args)]
pub struct Services {
    /// The name of a service, or words of its title or product, such as "virtual machine"
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// The metadata: a package (`.whl`) or a folder; by default it is downloaded with pip
    #[arg(long, value_name = "PATH")]
    from: Vec<PathBuf>,
    #[command(flatten)]
    releases: Releases,
}

/// Runs the command.
pub fn run(arguments: &Services) -> Result<ExitCode> {
    let releases = arguments.releases.open(&arguments.from)?;
    let catalogue = Catalogue::of(&releases).map_err(|reason| anyhow!(reason))?;
    for path in &catalogue.unreadable {
        eprintln!("warning: {path} cannot be understood");
    }
    let text = arguments.words.join(" ");
    let found = catalogue.find(&text);
    if found.is_empty() {
        let similar = catalogue.similar(&text).map(|name| format!("\nhelp: did you mean `{name}`?"));
        eprintln!("error: no service is called `{text}`{}", similar.unwrap_or_default());
        return Ok(ExitCode::from(findings::EXIT_CODE));
    }
    print!("{}", table(&found, &releases));
    Ok(ExitCode::SUCCESS)
}

/// Returns a line for each version, with the number of actions on each site. The titles come last, because their letters
/// differ in width.
fn table(found: &[&ListedVersion], releases: &[Release]) -> String {
    let width = found.iter().map(|version| version.name.len()).max().unwrap_or(0).max("service".len());
    let mut sites: Vec<_> = releases.iter().map(|release| release.site).collect();
    sites.dedup();
    let heads: String = sites.iter().map(|site| format!("  {:>13}", site.as_str())).collect();
    let mut text = format!("{:width$}  {:10}{heads}  title\n", "service", "version");
    for version in found {
        let count = |site| version.actions.get(site).map_or("-".to_owned(), ToString::to_string);
        let counts: String = sites.iter().map(|site| format!("  {:>13}", count(site))).collect();
        text += &format!("{:width$}  {:10}{counts}  {}\n", version.name, version.version, titles(version));
    }
    text
}

fn titles(version: &ListedVersion) -> String {
    let title = Some(version.title.as_str()).filter(|title| !title.is_empty() && Some(*title) != version.product());
    let titles = version.product().into_iter().chain(title).collect::<Vec<_>>().join(" · ");
    printable(&titles, &[]).into_owned()
}
