//! The published metadata that a command reads: what a path names, or releases of the sites, from the cache or
//! downloaded.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use codegen_upstream::acquire::{self, Cache, Failure, acquire};
use codegen_upstream::release::{Release, Site};

#[derive(Args)]
pub struct Releases {
    /// The site whose metadata to read
    #[arg(long, value_enum, default_value = "both")]
    site: Sites,
    /// The release, such as 3.1.189.1, or SITE=RELEASE for one of both sites; the newest by default
    #[arg(long, value_name = "RELEASE")]
    release: Vec<String>,
    /// Use the newest release that was downloaded before, and no network
    #[arg(long)]
    offline: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Sites {
    /// The site for China: more services, described in Chinese
    China,
    /// The international site: described in English
    International,
    /// Both
    Both,
}

impl Sites {
    fn sites(self) -> &'static [Site] {
        match self {
            Sites::China => &[Site::China],
            Sites::International => &[Site::International],
            Sites::Both => &Site::ALL,
        }
    }
}

impl Releases {
    /// Opens the metadata at `paths` or, without any, the release of each site. The order is that of the sites.
    pub fn open(&self, paths: &[PathBuf]) -> Result<Vec<Release>> {
        let mut releases: Vec<_> = match paths {
            [] => self.sites().iter().map(|site| self.acquired(*site)).collect::<Result<_>>()?,
            _ => paths.iter().map(|path| self.at(path)).collect::<Result<_>>()?,
        };
        releases.sort_by_key(|release| release.site);
        Ok(releases)
    }

    fn sites(&self) -> &'static [Site] {
        self.site.sites()
    }

    /// Opens the metadata at a path.
    fn at(&self, path: &Path) -> Result<Release> {
        let release =
            Release::open(path, self.sites()[0]).with_context(|| format!("cannot read {}", path.display()))?;
        if !self.sites().contains(&release.site) {
            bail!("{} is the metadata of the site `{}`", path.display(), release.site);
        }
        Ok(release)
    }

    /// Opens the release of a site.
    fn acquired(&self, site: Site) -> Result<Release> {
        let package = self.package(site)?;
        Release::open(&package, site).with_context(|| format!("cannot read {}", package.display()))
    }

    /// Returns the package of a site's release.
    fn package(&self, site: Site) -> Result<PathBuf> {
        let cache = Cache::of_user();
        let cache =
            cache.context("no folder for downloads: set `XDG_CACHE_HOME`, or name the metadata with `--from`")?;
        let version = self.version(site)?;
        if self.offline {
            return cache.find(site, version).with_context(|| not_cached(&cache, site, version));
        }
        acquire(&cache, site, version).map_err(|failure| anyhow!(explained(&failure, &cache, site)))
    }

    /// Returns the release to take of a site, unless it is the newest.
    fn version(&self, site: Site) -> Result<Option<&str>> {
        let mut version = None;
        for text in &self.release {
            match text.split_once('=') {
                None => version = version.or(Some(text.as_str())),
                Some((name, of_site)) if name == site.as_str() => version = Some(of_site),
                Some((name, _)) if Site::ALL.iter().any(|site| site.as_str() == name) => {}
                Some((name, _)) => bail!("unknown site `{name}` in `--release`: expected `china` or `international`"),
            }
        }
        Ok(version)
    }
}

fn not_cached(cache: &Cache, site: Site, version: Option<&str>) -> String {
    let wanted = version.map_or("any release".to_owned(), |version| format!("the release {version}"));
    let (package, folder) = (site.package(), cache.folder().display());
    let ways = help(&["run the command once without `--offline`".to_owned(), by_hand(site)]);
    format!("{folder} does not have {wanted} of the package `{package}`\n{ways}")
}

/// Returns the message of a failure, and what to do.
fn explained(failure: &Failure, cache: &Cache, site: Site) -> String {
    let mut ways = match failure {
        Failure::NotAVersion(_) => return failure.to_string(),
        Failure::NoPython => vec!["install Python with pip".to_owned()],
        _ => vec!["check the network and the settings of pip".to_owned()],
    };
    let cached = cache.find(site, None);
    let name = cached.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    ways.extend(name.map(|name| format!("use `--offline`: {name} was downloaded before")));
    ways.push(by_hand(site));
    format!("cannot download the package `{}`: {failure}\n{}", site.package(), help(&ways))
}

fn by_hand(site: Site) -> String {
    format!("download the package by hand, such as with `{}`, and name it with `--from`", acquire::command(site))
}

/// Returns ways out, each on a line.
fn help(ways: &[String]) -> String {
    let line = |(index, way): (usize, &String)| format!("{} {way}", if index == 0 { "help:" } else { "   or" });
    ways.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}
