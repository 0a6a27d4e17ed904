//! The two sites that publish metadata, and an opened release of one of them.

use std::fmt;
use std::io;
use std::path::Path;

use crate::source::{self, Source};

/// A site of Tencent Cloud, with metadata of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// The site for China: more services, described in Chinese.
    China,
    /// The international site: described in English.
    International,
}

impl Site {
    /// All sites, in the order of precedence.
    pub const ALL: [Site; 2] = [Site::China, Site::International];

    /// Returns the word for the site: `china` or `international`.
    pub fn as_str(self) -> &'static str {
        match self {
            Site::China => "china",
            Site::International => "international",
        }
    }

    /// Returns the Python package that contains the metadata.
    pub fn package(self) -> &'static str {
        match self {
            Site::China => "tccli",
            Site::International => "tccli-intl-en",
        }
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An opened release of a site's metadata.
pub struct Release {
    /// The site.
    pub site: Site,
    /// The version, such as `3.1.189.1`. `None` for metadata that does not state it.
    pub version: Option<String>,
    /// The files.
    pub source: Box<dyn Source>,
}

impl Release {
    /// Opens the metadata at `path`: a folder, a file or an archive. The name of a wheel states its site and version, and
    /// so does the folder of facts beside an unpacked one, such as `tccli_intl_en-3.1.193.1.dist-info`. Otherwise the site
    /// is `site`.
    ///
    /// # Errors
    ///
    /// Fails if the metadata cannot be read.
    pub fn open(path: &Path, site: Site) -> io::Result<Self> {
        let source = source::open(path)?;
        let (site, version) = stated(path).map_or((site, None), |(site, version)| (site, Some(version)));
        Ok(Self { site, version, source })
    }

    /// Names the release for people, such as `tccli 3.1.189.1`.
    pub fn name(&self) -> String {
        self.version
            .as_ref()
            .map_or_else(|| self.site.package().to_owned(), |version| format!("{} {version}", self.site.package()))
    }
}

/// Returns the site and the version that a wheel, or the folder of an unpacked one, states.
fn stated(path: &Path) -> Option<(Site, String)> {
    let names: Vec<_> = match path.is_dir() {
        true => path.read_dir().ok()?.filter_map(|entry| Some(entry.ok()?.file_name())).collect(),
        false => path.file_name().map(ToOwned::to_owned).into_iter().collect(),
    };
    let (site, version) = names.iter().find_map(|name| package_of(name.to_str()?))?;
    Some((site, version.to_owned()))
}

/// Returns the site and the version that the name of a wheel, or of its folder of facts, states.
pub fn package_of(name: &str) -> Option<(Site, &str)> {
    let mut parts = name.strip_suffix(".whl").or_else(|| name.strip_suffix(".dist-info"))?.split('-');
    let package = parts.next()?.replace('_', "-");
    let site = Site::ALL.into_iter().find(|site| site.package() == package)?;
    parts.next().filter(|version| is_version(version)).map(|version| (site, version))
}

/// Returns whether a text is a version: numbers with dots between them.
pub fn is_version(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
