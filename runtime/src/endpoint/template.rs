//! Endpoint templates: parsing them and filling in names.

use super::address::{Scheme, check, split};

/// Splits `https://{service}.example.com:8443/base` into scheme, host with port, and path.
pub(super) fn parse(address: &str) -> Result<(Scheme, String, String), &'static str> {
    let (scheme, host, base) = split(address)?;
    let (host, base) = (host_of(scheme, host)?, base.trim_end_matches('/').to_owned());
    check_base(&base)?;
    Ok((scheme, host, base))
}

/// Returns the host in the form that HTTP clients send, which must equal the signed form: in lower case, without the
/// default port of the scheme.
fn host_of(scheme: Scheme, host: &str) -> Result<String, &'static str> {
    let host = host.to_ascii_lowercase();
    let filled = filled(&host);
    if filled.contains(['{', '}']) {
        return Err("unknown name in braces, expected `{service}`, `{region}` or `{bucket}`");
    }
    check(&filled)?;
    Ok(host.strip_suffix(scheme.port()).unwrap_or(&host).to_owned())
}

/// Rejects paths that HTTP clients would change: they resolve `..` and encode unusual characters.
fn check_base(base: &str) -> Result<(), &'static str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    if !filled(base).bytes().all(plain) {
        return Err("the path may only contain letters, digits, `-`, `.`, `_`, `~` and `/`, and nothing may follow it");
    }
    match base.split('/').any(|part| matches!(part, "." | "..")) {
        true => Err("the path must not contain the segments `.` and `..`"),
        false => Ok(()),
    }
}

/// Replaces every name by the shortest one. The names that are filled in contain letters, digits and hyphens only.
fn filled(template: &str) -> String {
    template.replace("{service}", "x").replace("{region}", "x").replace("{bucket}", "x")
}

/// The names to fill into a template.
#[derive(Clone, Copy, Default)]
pub(super) struct Names<'a> {
    pub(super) service: Option<&'a str>,
    pub(super) bucket: Option<&'a str>,
    pub(super) region: Option<&'a str>,
}

impl Names<'_> {
    /// Fills in the names, which must be valid parts of a host name.
    pub(super) fn fill(&self, template: &str) -> Result<String, String> {
        let mut text = template.to_owned();
        for (placeholder, name) in [("{service}", self.service), ("{bucket}", self.bucket), ("{region}", self.region)] {
            if text.contains(placeholder) {
                let name = name
                    .ok_or_else(|| format!("the endpoint contains `{placeholder}`, which this call does not have"))?;
                text = text.replace(placeholder, name);
            }
        }
        Ok(text)
    }
}
