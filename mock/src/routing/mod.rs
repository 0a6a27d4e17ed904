//! Finds the operation that a request is for.

use std::borrow::Cow;
use std::collections::HashMap;

use codegen_model::diagnostic::did_you_mean;
use codegen_model::route::{has_rule, is_query, labels, rule_key};
use codegen_model::{Host, Location, Member, Operation};

use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::index::{Index, Route};
use crate::operation::required_headers;
use crate::request::ReceivedRequest;
use crate::target::Target;

#[cfg(test)]
mod tests;

/// A fixed parameter that says how the answer writes keys. Other clients leave it out, and mean the same operation.
const ENCODING: &str = "encoding-type";

/// Finds the operation of a request.
pub(crate) fn find<'m>(index: &'m Index, request: &ReceivedRequest, host: &HostKind) -> Result<Target<'m>, ApiError> {
    match host {
        HostKind::Service(service) => find_action(index, request, service),
        HostKind::Bucket(kind) => find_route(index, request, *kind).ok_or_else(|| not_found(request, *kind)),
        HostKind::Unknown => Err(ApiError::rest(400, "InvalidHost", "this host is not part of the cloud")),
    }
}

fn find_action<'m>(index: &'m Index, request: &ReceivedRequest, service: &str) -> Result<Target<'m>, ApiError> {
    check_protocol(request)?;
    let (action, version) = (required(request, "X-TC-Action")?, required(request, "X-TC-Version")?);
    let no_product = || ApiError::action("NoSuchProduct", format!("no service `{service}` of API 3.0 in the schemas"));
    let versions = index.versions(service).ok_or_else(no_product)?;
    let actions = versions.get(&*version).ok_or_else(|| {
        let help = suggestion(&version, versions);
        let message = format!("no version `{version}` of service `{service}` in the schemas{help}");
        ApiError::action("NoSuchVersion", message)
    })?;
    let found = actions.get(&*action).and_then(|id| index.target(*id, None));
    found.ok_or_else(|| {
        let help = suggestion(&action, actions);
        let message = format!("no action `{action}` of `{service}` {version} in the schemas{help}");
        ApiError::action("InvalidAction", message)
    })
}

/// Suggests the known name that is most similar to `name`.
fn suggestion<T>(name: &str, known: &HashMap<String, T>) -> String {
    let mut names: Vec<_> = known.keys().map(String::as_str).collect();
    names.sort_unstable();
    did_you_mean(name, names).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

fn check_protocol(request: &ReceivedRequest) -> Result<(), ApiError> {
    let ReceivedRequest { method, path, .. } = request;
    if (method.as_str(), path.as_str()) == ("POST", "/") {
        return Ok(());
    }
    Err(ApiError::action("UnsupportedProtocol", format!("expected `POST /`, found `{method} {path}`")))
}

fn required<'r>(request: &'r ReceivedRequest, header: &str) -> Result<Cow<'r, str>, ApiError> {
    let value = request.header(header);
    let missing = || ApiError::action("MissingParameter", format!("missing header {header}"));
    if value.is_empty() { Err(missing()) } else { Ok(value) }
}

/// Returns the most specific route that matches: `/image/auditing/{JobId}` is preferred to `/{ObjectKey+}`. A route whose
/// operation does not know all query parameters, or requires a header that the request lacks, matches only if there is no
/// other. Of two services that describe one operation, the one that knows more of the headers is preferred.
fn find_route<'m>(index: &'m Index, request: &ReceivedRequest, host: Host) -> Option<Target<'m>> {
    let query = request.operation_parameters();
    let candidates = index.routes.iter().filter(|route| route.host == host && route.method == request.method);
    let (mut best, mut fallback) = (None::<Target<'m>>, None);
    for route in candidates {
        let is_namesake = |target: &Target<'_>| best.is_none_or(|best| best.operation.name == target.operation.name);
        let found = index.target(route.id, Some(route)).filter(is_namesake);
        let Some(target) = found.filter(|target| matches(*target, route, request, &query)) else { continue };
        let rule = target.binding.and_then(|binding| rule_key(binding, &query, target.operation)).map(|(_, key)| key);
        let is_known = unknown_keys(target.operation, route, &query).all(|key| Some(key) == rule.as_deref());
        let has_headers = required_headers(target.operation).all(|name| request.headers.contains_key(name));
        if is_known && has_headers {
            let known_headers = |target: Target<'_>| known_headers(target.operation, request);
            best = best.filter(|best| known_headers(*best) >= known_headers(target)).or(Some(target));
        }
        // Without a fixed query parameter, an unrelated request would count as one with a misspelt parameter.
        if fallback.is_none() && (is_known || route.fixed_query.iter().any(|pair| pair.0 != ENCODING)) {
            fallback = Some(target);
        }
    }
    best.or(fallback)
}

/// Returns how many headers of a request its operation has members for.
fn known_headers(operation: &Operation, request: &ReceivedRequest) -> usize {
    let is_header = |member: &&Member| matches!(member.location, Location::Header | Location::JsonHeader);
    let headers = operation.input.members.iter().filter(is_header);
    headers.filter(|member| request.headers.contains_key(&member.name)).count()
}

fn matches(target: Target<'_>, route: &Route, request: &ReceivedRequest, query: &[(String, String)]) -> bool {
    let Some(binding) = target.binding else { return false };
    let has_required = binding.requires.as_ref().is_none_or(|name| query.iter().any(|(key, _)| key == name));
    (!has_rule(binding) || rule_key(binding, query, target.operation).is_some())
        && has_required
        && route.fixed_query.iter().all(|pair| pair.0 == ENCODING || query.contains(pair))
        && labels(binding, &request.path).is_some()
}

fn unknown_keys<'q>(
    operation: &'q Operation,
    route: &'q Route,
    query: &'q [(String, String)],
) -> impl Iterator<Item = &'q str> {
    let unknown = query.iter().filter(move |pair| !is_query(operation, &pair.0) && !route.fixed_query.contains(pair));
    unknown.map(|(key, _)| key.as_str())
}

/// Any path on a bucket's host may name an object. On a `ci` host it names an operation.
fn not_found(request: &ReceivedRequest, host: Host) -> ApiError {
    let ReceivedRequest { method, path, .. } = request;
    let code = if host.is_ci() { "InvalidUrl" } else { "NoSuchKey" };
    let message = format!("no operation on this host matches `{method} {path}` with this query");
    ApiError::rest(404, code, message)
}
