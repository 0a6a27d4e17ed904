//! Endpoint templates: parsing them and filling in names.

use http::uri::{Authority, Uri};

/// The scheme of an endpoint.
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

/// Splits `https://{service}.example.com:8443/base` into scheme, host with port, and path.
pub(super) fn parse(address: &str) -> Result<(Scheme, String, String), &'static str> {
    let (scheme, rest) = address.split_once("://").ok_or("missing scheme, expected `https://…`")?;
    let scheme = match scheme {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return Err("expected the scheme `https` or `http`"),
    };
    let (host, base) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, base) = (host_of(scheme, host)?, base.trim_end_matches('/').to_owned());
    check_base(&base)?;
    Ok((scheme, host, base))
}

/// Returns the host in the form that HTTP clients send, which must equal the signed form: in lower case, without the
/// default port of the scheme.
fn host_of(scheme: Scheme, host: &str) -> Result<String, &'static str> {
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(scheme.port()).unwrap_or(&host);
    let filled = filled(host);
    if filled.contains(['{', '}']) {
        return Err("unknown name in braces, expected `{service}`, `{region}` or `{bucket}`");
    }
    let uri: Uri = format!("https://{filled}/").parse().map_err(|_| "invalid host")?;
    match uri.authority() {
        Some(found) if found.as_str().contains('@') => Err("expected a host without user information"),
        Some(found) if found.as_str() == filled && is_host(found.host()) && has_port(found) => Ok(host.to_owned()),
        _ => Err("invalid host"),
    }
}

/// Returns whether the port, if there is one, is a number.
fn has_port(authority: &Authority) -> bool {
    authority.as_str() == authority.host() || authority.port_u16().is_some()
}

/// Returns whether the host is a name or an IP address. Clients disagree about other forms that a URI allows.
fn is_host(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let named = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    match inner {
        Some(address) => address.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte)),
        None => !host.is_empty() && host.bytes().all(named),
    }
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
