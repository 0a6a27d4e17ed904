//! Hosts with places for names in them.

use http::uri::{Authority, Uri};

/// How to connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn port(self) -> &'static str {
        match self {
            Self::Http => ":80",
            Self::Https => ":443",
        }
    }
}

/// Takes `https://{service}.example.com:8443/base` apart.
pub(super) fn parse(address: &str) -> Result<(Scheme, String, String), &'static str> {
    let (scheme, rest) = address.split_once("://").ok_or("it needs a scheme: https://…")?;
    let scheme = match scheme {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return Err("its scheme is neither https nor http"),
    };
    let (host, base) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, base) = (host_of(scheme, host)?, base.trim_end_matches('/').to_owned());
    check_base(&base)?;
    Ok((scheme, host, base))
}

/// The host as HTTP clients write it into their requests, whatever was typed: in lower case, without a port that the
/// scheme implies. Any other form would not be the one that is signed.
fn host_of(scheme: Scheme, host: &str) -> Result<String, &'static str> {
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(scheme.port()).unwrap_or(&host);
    let filled = filled(host);
    if filled.contains(['{', '}']) {
        return Err("of names in braces there are {service}, {region} and {bucket}");
    }
    let uri: Uri = format!("https://{filled}/").parse().map_err(|_| "its host is none")?;
    match uri.authority() {
        Some(found) if found.as_str() == filled && is_host(found.host()) && has_port(found) => Ok(host.to_owned()),
        _ => Err("its host is none"),
    }
}

/// A number, if a port is there.
fn has_port(authority: &Authority) -> bool {
    authority.as_str() == authority.host() || authority.port_u16().is_some()
}

/// A name, an IPv4 or an IPv6 address. What else a URI may have, clients read in different ways.
fn is_host(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let named = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    match inner {
        Some(address) => address.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte)),
        None => !host.is_empty() && host.bytes().all(named),
    }
}

/// HTTP clients resolve dots and encode what is unusual, so neither is let in.
fn check_base(base: &str) -> Result<(), &'static str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    if !filled(base).bytes().all(plain) {
        return Err("its path may have letters, digits, `-`, `.`, `_`, `~` and `/`, and nothing may follow it");
    }
    match base.split('/').any(|part| matches!(part, "." | "..")) {
        true => Err("its path must not have `.` or `..` between slashes"),
        false => Ok(()),
    }
}

fn filled(template: &str) -> String {
    template.replace("{service}", "x").replace("{region}", "x").replace("{bucket}", "x")
}

/// The names to fill in.
#[derive(Clone, Copy, Default)]
pub(super) struct Names<'a> {
    pub(super) service: Option<&'a str>,
    pub(super) bucket: Option<&'a str>,
    pub(super) region: Option<&'a str>,
}

impl Names<'_> {
    /// Only what can be part of a host name may be filled in.
    pub(super) fn fill(&self, template: &str) -> Result<String, String> {
        let mut text = template.to_owned();
        for (place, name) in [("{service}", self.service), ("{bucket}", self.bucket), ("{region}", self.region)] {
            if text.contains(place) {
                let name = name.ok_or_else(|| format!("the endpoint has a {place} in it, and this call has none"))?;
                text = text.replace(place, name);
            }
        }
        Ok(text)
    }
}
