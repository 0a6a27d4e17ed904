//! What two clients sent for the same input, held against each other.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::route::{decode, pairs};
use serde_json::Value;

use super::relay::Exchange;
use super::tree;

/// One thing that differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What it is: `path`, `header user-agent`, `signed header host`.
    pub what: String,
    /// How it is with the SDK.
    pub theirs: String,
    /// How it is with our client.
    pub ours: String,
}

/// Everything that differs. `adds` is what the SDK's method adds to the query by itself, where the input has it not.
pub fn compare(theirs: &Exchange, ours: &Exchange, adds: &[String]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut same = |what: &str, theirs: String, ours: String| {
        if theirs != ours {
            found.push(Difference { what: what.to_owned(), theirs, ours });
        }
    };
    let (a, b) = (&theirs.request, &ours.request);
    let (query, ours_query) = (query(theirs), query(ours));
    // The lists of a signature have names in lower case.
    let is_added = |name: &String| {
        let is = |other: &str| other.eq_ignore_ascii_case(name);
        let mut added = adds.iter().filter_map(|add| add.strip_prefix("query "));
        added.any(is) && !ours_query.iter().any(|(other, _)| is(other))
    };
    same("method", a.method().to_string(), b.method().to_string());
    same("host", theirs.header("host").to_owned(), ours.header("host").to_owned());
    same("path", decode(a.uri().path()), decode(b.uri().path()));
    same("query", text(query.iter().filter(|(name, _)| !is_added(name))), text(&ours_query));
    same("body", tree::body(a.body()).to_string(), tree::body(b.body()).to_string());
    let (signed, ours_signed) = (Signed::of(theirs), Signed::of(ours));
    same("signed for", signed.scope, ours_signed.scope);
    found.extend(listed("signed header", &signed.headers, &ours_signed.headers));
    let params = signed.params.into_iter().filter(|name| !is_added(name)).collect();
    found.extend(listed("signed parameter", &params, &ours_signed.params));
    found.extend(headers(theirs, ours));
    found
}

fn text<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> String {
    pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn query(of: &Exchange) -> BTreeSet<(String, String)> {
    pairs(of.request.uri().query().unwrap_or_default()).into_iter().collect()
}

/// Every header but the signature, which holds the time and is compared by what it covers, and the length of documents
/// that say the same in other words.
fn headers(theirs: &Exchange, ours: &Exchange) -> Vec<Difference> {
    let same_bytes = theirs.request.body() == ours.request.body();
    let counts = |name: &str| name != "authorization" && name != "host" && (name != "content-length" || same_bytes);
    let all = |of: &Exchange| -> BTreeMap<String, String> {
        let names = of.request.headers().keys().filter(|name| counts(name.as_str()));
        names.map(|name| (name.to_string(), value(name.as_str(), of.header(name.as_str())))).collect()
    };
    let (theirs, ours) = (all(theirs), all(ours));
    let names: BTreeSet<_> = theirs.keys().chain(ours.keys()).collect();
    let said = |headers: &BTreeMap<String, String>, name| headers.get(name).map_or("absent".to_owned(), String::clone);
    let differing = names.into_iter().filter(|name| theirs.get(*name) != ours.get(*name));
    differing
        .map(|name| Difference { what: format!("header {name}"), theirs: said(&theirs, name), ours: said(&ours, name) })
        .collect()
}

/// JSON in a header can be written in several ways.
fn value(name: &str, text: &str) -> String {
    let is_json = name == "pic-operations";
    let parsed = serde_json::from_str::<Value>(text).ok().filter(|_| is_json);
    parsed.map_or_else(|| text.to_owned(), |value| tree::plain(value).to_string())
}

fn listed(what: &str, theirs: &BTreeSet<String>, ours: &BTreeSet<String>) -> Vec<Difference> {
    let said = |is_there| if is_there { "signed" } else { "not signed" }.to_owned();
    let names = theirs.symmetric_difference(ours);
    names
        .map(|name| Difference {
            what: format!("{what} {name}"),
            theirs: said(theirs.contains(name)),
            ours: said(ours.contains(name)),
        })
        .collect()
}

/// What a signature covers.
#[derive(Default)]
struct Signed {
    /// Service and key, without the time.
    scope: String,
    headers: BTreeSet<String>,
    params: BTreeSet<String>,
}

impl Signed {
    fn of(exchange: &Exchange) -> Self {
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
    fn order_and_spelling_do_not_count() {
        let headers = [("pic-operations", r#"{"a":1,"b":2}"#), ("content-length", "20")];
        let a = exchange("/x%79?b=2&a=%31", COS, &headers, "<r><a/><b>1</b></r>");
        let headers = [("pic-operations", r#"{"b":2, "a":1}"#), ("content-length", "15")];
        let b = exchange("/xy?a=1&b=2", COS, &headers, "<r><b>1</b></r>");
        assert_eq!(found(&a, &b, &[]), Vec::<String>::new());
    }

    #[test]
    fn everything_else_counts() {
        let a = exchange("/x?a=1", COS, &[("x-tc-region", "r")], "<r><b>1</b></r>");
        let b = exchange("/y?a=1&b=2", &COS.replace("=a;b", "=a").replace("=id", "=other"), &[], "<r><b>2</b></r>");
        let all = ["path", "query", "body", "signed for", "signed parameter b", "header x-tc-region"];
        assert_eq!(found(&a, &b, &[]), all);
    }

    #[test]
    fn what_a_method_adds_does_not_count() {
        let a = exchange("/?a=1&B=2", COS, &[], "");
        let b = exchange("/?a=1", &COS.replace("=a;b", "=a"), &[], "");
        assert_eq!(found(&a, &b, &["query B"]), Vec::<String>::new());
        assert_eq!(found(&a, &b, &[]), ["query", "signed parameter b"]);
        let other = exchange("/?a=1&B=3", COS, &[], "");
        assert_eq!(found(&a, &other, &["query B"]), ["query"], "it is in the input");
    }
}
