//! Plans the calls: every example of every schema, so that new schemas are included automatically.

use codegen_model::route::{RequestText, binding_of, decode, labels, pairs};
use codegen_model::{Example, Host, HttpBinding, Model, Operation, Protocol, Service};
use serde_json::{Value, json};

/// An example, and the operation that it calls.
pub struct Call {
    /// The operation's name.
    pub operation: String,
    /// The example's title.
    pub title: String,
    /// The version; empty for Cloud Infinite, which has none.
    pub version: String,
    /// The service.
    pub service: String,
    /// The request in the form that drivers read.
    pub request: Value,
    /// The parts of the request; `None` for API 3.0.
    pub rest: Option<RestRequest>,
}

/// The parts of a request to Cloud Infinite.
pub struct RestRequest {
    /// Method, path and fixed query, with `{}` for each label: `GET /{}?ci-process=AIEnhanceImage`.
    pub route: String,
    /// The values of the labels, in order.
    pub labels: Vec<String>,
    /// The query without the fixed part.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Call {
    /// Returns whether the call is an action of API 3.0.
    pub fn is_action(&self) -> bool {
        self.rest.is_none()
    }

    /// Returns whether the call downloads an image without a rule. The mock answers such a request as `GetObject`.
    fn is_plain_download(&self) -> bool {
        self.operation == "DownloadImage" && self.rest.as_ref().is_some_and(|rest| rest.route == "GET /{}")
    }

    /// Returns the name in reports.
    pub fn name(&self) -> String {
        match self.version.as_str() {
            "" => format!("{}, \"{}\"", self.operation, self.title),
            version => format!("{} {version} {}, \"{}\"", self.service, self.operation, self.title),
        }
    }

    /// Returns the operation with its service and version.
    pub fn full_operation(&self) -> String {
        format!("{} {} {}", self.service, self.version, self.operation)
    }
}

/// Returns the calls, and the examples that cannot be sent, with the reason.
pub fn calls(model: &Model) -> (Vec<Call>, Vec<String>) {
    let (mut calls, mut skipped) = (Vec::new(), Vec::new());
    for service in &model.services {
        // The program that sends our client's requests has the services that are enabled by default.
        if service.optional {
            skipped.push(format!("{}: not enabled by default", service.name));
            continue;
        }
        for operation in &service.operations {
            if operation.examples.is_empty() {
                skipped.push(format!("{} {}: the schema has no example", service.name, operation.name));
            }
            for example in &operation.examples {
                match call(service, operation, example) {
                    Some(call) if call.is_plain_download() => {
                        skipped.push(format!("{}: a request of `cos`", call.name()))
                    }
                    Some(call) => calls.push(call),
                    None => skipped.push(format!("{}, \"{}\": no HTTP binding matches", operation.name, example.title)),
                }
            }
        }
    }
    (calls, skipped)
}

fn call(service: &Service, owner: &Operation, example: &Example) -> Option<Call> {
    let operation = example.via.as_ref().map_or(Some(owner), |via| service.operation(via))?;
    let (mut request, rest) = match &operation.protocol {
        Protocol::Action => (action_request(operation, example), None),
        Protocol::Rest { root, json, .. } => {
            let document = if *json { "application/json" } else { "application/xml" };
            let (request, rest) = rest_request(operation, example, (*json || !root.is_empty()).then_some(document))?;
            (request, Some(rest))
        }
    };
    let version = service.version.clone().unwrap_or_default();
    request["service"] = service.name.as_str().into();
    request["version"] = version.as_str().into();
    request["operation"] = operation.name.as_str().into();
    let (name, title) = (operation.name.clone(), example.title.clone());
    Some(Call { operation: name, title, version, service: service.name.clone(), request, rest })
}

fn action_request(operation: &Operation, example: &Example) -> Value {
    let headers = [("X-TC-Action", &operation.name)];
    json!({ "method": "POST", "path": "/", "query": [], "headers": headers, "body": &*example.request })
}

fn rest_request(operation: &Operation, example: &Example, document: Option<&str>) -> Option<(Value, RestRequest)> {
    let sent = RequestText::parse(&example.request)?;
    let binding = binding_of(operation, sent.method, sent.path, &sent.query)?;
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut headers: Vec<_> = sent.headers.iter().map(owned).collect();
    let has_type = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if let Some(document) = document.filter(|_| !sent.body.is_empty() && !has_type) {
        headers.push(("Content-Type".to_owned(), document.to_owned()));
    }
    let (host, prefix) = host(binding.host)?;
    let request = json!({
        "method": sent.method, "host": host, "before": prefix, "path": sent.path,
        "decoded_path": decode(sent.path), "query": sent.query, "headers": headers, "body": sent.body,
        "raw": operation.answers_bytes(),
    });
    let labels = labels(binding, sent.path)?.into_iter().map(|(_, value)| value).collect();
    let fixed = pairs(binding.path.split_once('?').map_or("", |(_, query)| query));
    let query = sent.query.into_iter().filter(|pair| !fixed.contains(pair)).collect();
    Some((request, RestRequest { route: route(binding), labels, query, headers, body: sent.body.to_owned() }))
}

/// Returns the host's label, and the prefix before it: the bucket, its account, or nothing.
fn host(host: Host) -> Option<(&'static str, Option<&'static str>)> {
    match Host::OF_BUCKET.iter().find(|(_, other)| *other == host) {
        Some((label, _)) => Some((label, Some("bucket"))),
        // The drivers call a bucket or its region.
        None if host.is_of_client() => None,
        None => Some(("ci", (host == Host::Account).then_some("account"))),
    }
}

fn route(binding: &HttpBinding) -> String {
    let mut path = String::new();
    for part in binding.path.split('{') {
        match part.split_once('}') {
            Some((_, rest)) => path.extend(["{}", rest]),
            None => path.push_str(part),
        }
    }
    format!("{} {path}", binding.method)
}
