//! From a request to its operation.

use std::collections::HashMap;

use codegen_model::diagnostic::did_you_mean;
use codegen_model::route::{labels, rule_key};
use codegen_model::{Host, HttpBinding, Location, Operation, Service};

use crate::answer::Prepared;
use crate::book::{At, Book, Road};
use crate::host::Place;
use crate::received::Received;
use crate::refusal::Refusal;

/// The operation that a request is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'m> {
    pub(crate) at: At,
    pub(crate) service: &'m Service,
    pub(crate) operation: &'m Operation,
    /// The way that the request takes; API 3.0 knows only one.
    pub(crate) way: Option<&'m HttpBinding>,
    pub(crate) prepared: &'m Prepared,
    /// Service and operation: `ims:ImageModeration`.
    pub(crate) name: &'m str,
}

/// Finds the operation of a request.
pub(crate) fn find<'m>(book: &'m Book, request: &Received, place: &Place) -> Result<Target<'m>, Refusal> {
    match place {
        Place::Service(service) => action(book, request, service),
        Place::Bucket(host) => rest(book, request, *host).ok_or_else(|| unknown(request, *host)),
        Place::Nowhere => Err(Refusal::rest(400, "InvalidHost", "This host is no part of the cloud.")),
    }
}

fn action<'m>(book: &'m Book, request: &Received, name: &str) -> Result<Target<'m>, Refusal> {
    check_protocol(request)?;
    let (action, version) = (required(request, "X-TC-Action")?, required(request, "X-TC-Version")?);
    let no_product = || Refusal::action("NoSuchProduct", format!("The schemas have no service `{name}` of API 3.0."));
    let versions = book.versions(name).ok_or_else(no_product)?;
    let actions = versions.get(&*version).ok_or_else(|| {
        let known = meant(&version, versions);
        let message = format!("The schemas have no version `{version}` of the service `{name}`.{known}");
        Refusal::action("NoSuchVersion", message)
    })?;
    let found = actions.get(&*action).and_then(|at| book.target(*at, None));
    found.ok_or_else(|| {
        let known = meant(&action, actions);
        let message = format!("`{name}` {version} has no action `{action}` in the schemas.{known}");
        Refusal::action("InvalidAction", message)
    })
}

/// A hint at the name that was meant.
fn meant<T>(word: &str, known: &HashMap<String, T>) -> String {
    let mut names: Vec<_> = known.keys().map(String::as_str).collect();
    names.sort_unstable();
    did_you_mean(word, names).map_or_else(String::new, |name| format!(" Did you mean `{name}`?"))
}

fn check_protocol(request: &Received) -> Result<(), Refusal> {
    let Received { method, path, .. } = request;
    if (method.as_str(), path.as_str()) == ("POST", "/") {
        return Ok(());
    }
    let message = format!("{method} {path} is no call of an action: POST / is.");
    Err(Refusal::action("UnsupportedProtocol", message))
}

fn required<'r>(request: &'r Received, header: &str) -> Result<std::borrow::Cow<'r, str>, Refusal> {
    let value = request.header(header);
    let missing = || Refusal::action("MissingParameter", format!("The header {header} must be there."));
    if value.is_empty() { Err(missing()) } else { Ok(value) }
}

/// Of the ways that fit, the one that says most: `/image/auditing/{JobId}` is closer than `/{ObjectKey+}`. A query that
/// no schema knows does not keep a request from its operation as long as nothing else is nearer.
fn rest<'m>(book: &'m Book, request: &Received, host: Host) -> Option<Target<'m>> {
    let query = query_of(request);
    let fitting = book.roads.iter().filter(|road| road.host == host && road.method == request.method);
    let mut nearest = None;
    for road in fitting {
        let Some(target) = book.target(road.at, Some(road)).filter(|target| fits(*target, road, request, &query))
        else {
            continue;
        };
        let rule = target.way.and_then(|way| rule_key(way, &query, target.operation)).map(|(_, key)| key);
        if unknown_keys(target.operation, road, &query).all(|key| Some(key) == rule.as_deref()) {
            return Some(target);
        }
        // Without a fixed query, anything that is not known would be taken for a misspelt parameter.
        if nearest.is_none() && !road.fixed.is_empty() {
            nearest = Some(target);
        }
    }
    nearest
}

/// The query without the fields of a signature, which are no part of the operation.
pub(crate) fn query_of(request: &Received) -> Vec<(String, String)> {
    let mut query = request.pairs();
    query.retain(|(key, _)| !key.starts_with("q-") && key != "x-cos-security-token");
    query
}

fn fits(target: Target<'_>, road: &Road, request: &Received, query: &[(String, String)]) -> bool {
    let Some(way) = target.way else { return false };
    let required = way.requires.as_ref().is_none_or(|name| query.iter().any(|(key, _)| key == name));
    let is_open = codegen_model::route::has_rule(way);
    (!is_open || rule_key(way, query, target.operation).is_some())
        && required
        && road.fixed.iter().all(|pair| query.contains(pair))
        && labels(way, &request.path).is_some()
}

fn unknown_keys<'q>(
    operation: &'q Operation,
    road: &'q Road,
    query: &'q [(String, String)],
) -> impl Iterator<Item = &'q str> {
    let known = |key: &str| is_query(operation, key);
    query.iter().filter(move |pair| !known(&pair.0) && !road.fixed.contains(pair)).map(|(key, _)| key.as_str())
}

/// Whether a key of the query is a member of the operation's input.
pub(crate) fn is_query(operation: &Operation, key: &str) -> bool {
    let location = operation.input.member(key).map(|member| member.location);
    matches!(location, Some(Location::Query | Location::JsonQuery))
}

/// The hosts of a bucket take any path; whether it is an object that is missing or a call depends on the host.
fn unknown(request: &Received, host: Host) -> Refusal {
    let Received { method, path, .. } = request;
    let code = if host.is_ci() { "InvalidUrl" } else { "NoSuchKey" };
    let message = format!("The schemas have no operation on this host that `{method} {path}` reaches with its query.");
    Refusal::rest(404, code, message)
}

#[cfg(test)]
mod tests;
