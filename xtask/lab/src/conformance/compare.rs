//! Compares the requests of two clients for the same input.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::route::{decode, pairs};
use serde_json::Value;

use super::proxy::Exchange;
use super::tree;

/// One difference between two requests.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The part that differs: `path`, `header user-agent`, `signed header host`.
    pub what: String,
    /// The SDK's value.
    pub theirs: String,
    /// Our client's value.
    pub ours: String,
}

/// Returns all differences. The SDK's method adds the `adds` to the query if they are not in the input.
pub fn compare(theirs: &Exchange, ours: &Exchange, adds: &[String]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut check = |what: &str, theirs: String, ours: String| {
        if theirs != ours {
            found.push(Difference { what: what.to_owned(), theirs, ours });
        }
    };
    let (a, b) = (&theirs.request, &ours.request);
    let (query, ours_query) = (query(theirs), query(ours));
    // Names are in lower case in the lists of a signature.
    let is_added = |name: &String| {
        let is_same = |other: &str| other.eq_ignore_ascii_case(name);
        let mut added = adds.iter().filter_map(|add| add.strip_prefix("query "));
        added.any(is_same) && !ours_query.iter().any(|(other, _)| is_same(other))
    };
    check("method", a.method().to_string(), b.method().to_string());
    check("host", theirs.header("host").to_owned(), ours.header("host").to_owned());
    check("path", decode(a.uri().path()), decode(b.uri().path()));
    check("query", text(query.iter().filter(|(name, _)| !is_added(name))), text(&ours_query));
    check("body", tree::body(a.body()).to_string(), tree::body(b.body()).to_string());
    let (signed, ours_signed) = (Signed::parse(theirs), Signed::parse(ours));
    check("signed for", signed.scope, ours_signed.scope);
    found.extend(compare_signed("signed header", &signed.headers, &ours_signed.headers));
    let params = signed.params.into_iter().filter(|name| !is_added(name)).collect();
    found.extend(compare_signed("signed parameter", &params, &ours_signed.params));
    found.extend(compare_headers(theirs, ours));
    found
}

fn text<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> String {
    pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn query(exchange: &Exchange) -> BTreeSet<(String, String)> {
    pairs(exchange.request.uri().query().unwrap_or_default()).into_iter().collect()
}

/// Compares all headers except the signature, which contains the time and is compared by what it covers, and the length
/// of bodies whose bytes differ.
fn compare_headers(theirs: &Exchange, ours: &Exchange) -> Vec<Difference> {
    let same_bytes = theirs.request.body() == ours.request.body();
    let is_compared =
        |name: &str| name != "authorization" && name != "host" && (name != "content-length" || same_bytes);
    let all = |exchange: &Exchange| -> BTreeMap<String, String> {
        let names = exchange.request.headers().keys().filter(|name| is_compared(name.as_str()));
        names.map(|name| (name.to_string(), value(name.as_str(), exchange.header(name.as_str())))).collect()
    };
    let (theirs, ours) = (all(theirs), all(ours));
    let names: BTreeSet<_> = theirs.keys().chain(ours.keys()).collect();
    let shown = |headers: &BTreeMap<String, String>, name| headers.get(name).map_or("absent".to_owned(), String::clone);
    let differing = names.into_iter().filter(|name| theirs.get(*name) != ours.get(*name));
    differing
        .map(|name| Difference {
            what: format!("header {name}"),
            theirs: shown(&theirs, name),
            ours: shown(&ours, name),
        })
        .collect()
}

/// Normalizes JSON in a header.
fn value(name: &str, text: &str) -> String {
    let is_json = name == "pic-operations";
    let parsed = serde_json::from_str::<Value>(text).ok().filter(|_| is_json);
    parsed.map_or_else(|| text.to_owned(), |value| tree::plain(value).to_string())
}

fn compare_signed(what: &str, theirs: &BTreeSet<String>, ours: &BTreeSet<String>) -> Vec<Difference> {
    let shown = |is_signed| if is_signed { "signed" } else { "not signed" }.to_owned();
    let names = theirs.symmetric_difference(ours);
    names
        .map(|name| Difference {
            what: format!("{what} {name}"),
            theirs: shown(theirs.contains(name)),
            ours: shown(ours.contains(name)),
        })
        .collect()
}

/// The parts that a signature covers.
#[derive(Default)]
struct Signed {
    /// The service and the key, without the time.
    scope: String,
    headers: BTreeSet<String>,
    params: BTreeSet<String>,
}

impl Signed {
    fn parse(exchange: &Exchange) -> Self {
        let header = exchange.header("authorization");
        let field = |name: &str| {
            let fields = header.split([',', '&', ' ']).filter_map(|field| field.split_once('='));
            fields.filter(|(key, _)| *key == name).map(|(_, value)| value).next_back().unwrap_or_default()
        };
        let names = |list: &str| list.split(';').filter(|name| !name.is_empty()).map(decode).collect();
        if !header.starts_with("TC3-") {
            return Self {
                scope: field("q-ak").to_owned(),
                headers: names(field("q-header-list")),
                params: names(field("q-url-param-list")),
            };
        }
        let scope: Vec<_> = field("Credential").split('/').collect();
        Self { scope: scope.join("/"), headers: names(field("SignedHeaders")), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{Request, Response};

    use super::{Exchange, compare};

    fn exchange(target: &str, authorization: &str, headers: &[(&str, &str)], body: &'static str) -> Exchange {
        let request = Request::post(target).header("authorization", authorization);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        Exchange { request: request.body(body.into()).expect("a request"), response: Response::new(Bytes::new()) }
    }

    fn found(a: &Exchange, b: &Exchange, adds: &[&str]) -> Vec<String> {
        let adds: Vec<_> = adds.iter().map(|add| (*add).to_owned()).collect();
        compare(a, b, &adds).into_iter().map(|difference| difference.what).collect()
    }

    const COS: &str = "q-sign-algorithm=sha1&q-ak=id&q-header-list=host&q-url-param-list=a;b&q-signature=0";

    #[test]
    fn order_and_encoding_are_ignored() {
        let headers = [("pic-operations", r#"{"a":1,"b":2}"#), ("content-length", "20")];
        let a = exchange("/x%79?b=2&a=%31", COS, &headers, "<r><a/><b>1</b></r>");
        let headers = [("pic-operations", r#"{"b":2, "a":1}"#), ("content-length", "15")];
        let b = exchange("/xy?a=1&b=2", COS, &headers, "<r><b>1</b></r>");
        assert_eq!(found(&a, &b, &[]), Vec::<String>::new());
    }

    #[test]
    fn all_other_differences_are_found() {
        let a = exchange("/x?a=1", COS, &[("x-tc-region", "r")], "<r><b>1</b></r>");
        let b = exchange("/y?a=1&b=2", &COS.replace("=a;b", "=a").replace("=id", "=other"), &[], "<r><b>2</b></r>");
        let all = ["path", "query", "body", "signed for", "signed parameter b", "header x-tc-region"];
        assert_eq!(found(&a, &b, &[]), all);
    }

    #[test]
    fn additions_of_a_method_are_ignored() {
        let a = exchange("/?a=1&B=2", COS, &[], "");
        let b = exchange("/?a=1", &COS.replace("=a;b", "=a"), &[], "");
        assert_eq!(found(&a, &b, &["query B"]), Vec::<String>::new());
        assert_eq!(found(&a, &b, &[]), ["query", "signed parameter b"]);
        let other = exchange("/?a=1&B=3", COS, &[], "");
        assert_eq!(found(&a, &other, &["query B"]), ["query"], "the input sets it");
    }
}
