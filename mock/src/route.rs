//! From a request to its operation.

use codegen::model::{Host, Model, Operation, Service, Way};
use codegen::route::{pairs, ways_of};

use crate::fault::Fault;
use crate::host::Place;
use crate::received::Received;

/// The operation that a request is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'m> {
    pub(crate) service: &'m Service,
    pub(crate) operation: &'m Operation,
    /// The way that the request takes; API 3.0 knows only one.
    pub(crate) way: Option<&'m Way>,
}

/// Finds the operation of a request.
pub(crate) fn find<'m>(model: &'m Model, request: &Received, place: &Place) -> Result<Target<'m>, Fault> {
    match place {
        Place::Service(service) => action(model, request, service),
        Place::Bucket(host) => rest(model, request, *host).ok_or_else(|| unknown(request, *host)),
        Place::Nowhere => Err(Fault::rest(400, "InvalidHost", "This host is no part of the cloud.")),
    }
}

fn action<'m>(model: &'m Model, request: &Received, name: &str) -> Result<Target<'m>, Fault> {
    if (request.method.as_str(), request.path.as_str()) != ("POST", "/") {
        let message = format!("{} {} is no call of an action: POST / is.", request.method, request.path);
        return Err(Fault::action("UnsupportedProtocol", message));
    }
    let (action, version) = (required(request, "X-TC-Action")?, required(request, "X-TC-Version")?);
    let versions: Vec<_> =
        model.services.iter().filter(|service| service.name == name && service.version.is_some()).collect();
    if versions.is_empty() {
        return Err(Fault::action("NoSuchProduct", format!("The schemas have no service `{name}` of API 3.0.")));
    }
    let service = versions.into_iter().find(|service| service.version.as_ref() == Some(&version));
    let service = service.ok_or_else(|| {
        Fault::action("NoSuchVersion", format!("The schemas have no version `{version}` of the service `{name}`."))
    })?;
    let operation = service.operation(&action).ok_or_else(|| {
        Fault::action("InvalidAction", format!("`{name}` {version} has no action `{action}` in the schemas."))
    })?;
    Ok(Target { service, operation, way: None })
}

fn required(request: &Received, header: &str) -> Result<String, Fault> {
    let value = request.header(header);
    let missing = || Fault::action("MissingParameter", format!("The header {header} must be there."));
    if value.is_empty() { Err(missing()) } else { Ok(value) }
}

/// Of the ways that fit, the one that says most: `/image/auditing/{JobId}` is closer than `/{ObjectKey+}`.
fn rest<'m>(model: &'m Model, request: &Received, host: Host) -> Option<Target<'m>> {
    // The fields of a presigned URL are no part of the operation.
    let mut query = request.pairs();
    query.retain(|(key, _)| !key.starts_with("q-") && key != "x-cos-security-token");
    let all =
        model.services.iter().flat_map(|service| service.operations.iter().map(move |operation| (service, operation)));
    let fitting = all.filter_map(|(service, operation)| {
        let way = ways_of(operation, &request.method, &request.path, &query).find(|way| way.host == host)?;
        Some((said(way), Target { service, operation, way: Some(way) }))
    });
    fitting.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, target)| target)
}

/// How much of a request a way fixes: its query first, then its path.
fn said(way: &Way) -> (usize, usize) {
    let (path, query) = way.path.split_once('?').unwrap_or((&way.path, ""));
    let labels: usize = way.labels().map(|label| label.len() + "{}".len()).sum();
    (pairs(query).len(), path.len() - path.matches('+').count() - labels)
}

/// The hosts of a bucket take any path; whether it is an object that is missing or a call depends on the host.
fn unknown(request: &Received, host: Host) -> Fault {
    let Received { method, path, .. } = request;
    let code = if host == Host::Ci { "InvalidUrl" } else { "NoSuchKey" };
    let message = format!("The schemas have no operation on this host that `{method} {path}` reaches with its query.");
    Fault::rest(404, code, message)
}

#[cfg(test)]
mod tests;
