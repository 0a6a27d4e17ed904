//! What is sent: every example of every schema, so that a new schema is tried as soon as it is there.

use codegen_model::route::{RequestText, binding_of, decode, pairs};
use codegen_model::{Example, Host, HttpBinding, Model, Operation, Protocol, Response, Service};
use serde_json::{Value, json};

/// An example, and the operation that it goes through.
pub struct Call {
    /// The operation's name.
    pub operation: String,
    /// The example's title.
    pub title: String,
    /// The version; empty where the protocol has none, which is Cloud Infinite.
    pub version: String,
    /// The service.
    pub service: String,
    /// The request as every driver is told it.
    pub asked: Value,
    /// The request in parts; none for API 3.0.
    pub rest: Option<Rest>,
}

/// A request to Cloud Infinite.
pub struct Rest {
    /// Method, path and fixed query, with `{}` for each label: `GET /{}?ci-process=AIEnhanceImage`.
    pub route: String,
    /// The values of the labels, in their order.
    pub labels: Vec<String>,
    /// The query without the fixed part.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Call {
    /// Whether it goes to API 3.0.
    pub fn is_action(&self) -> bool {
        self.rest.is_none()
    }

    /// What it is called in reports.
    pub fn name(&self) -> String {
        match self.version.as_str() {
            "" => format!("{}, \"{}\"", self.operation, self.title),
            version => format!("{} {version} {}, \"{}\"", self.service, self.operation, self.title),
        }
    }

    /// The operation with its service.
    pub fn operation(&self) -> String {
        format!("{} {} {}", self.service, self.version, self.operation)
    }
}

/// Every example, and those that cannot be sent, with the reason.
pub fn calls(model: &Model) -> (Vec<Call>, Vec<String>) {
    let (mut calls, mut left_out) = (Vec::new(), Vec::new());
    for service in &model.services {
        for operation in &service.operations {
            if operation.examples.is_empty() {
                left_out.push(format!("{} {}: its schema has no example", service.name, operation.name));
            }
            for example in &operation.examples {
                match call(service, operation, example) {
                    Some(call) => calls.push(call),
                    None => left_out.push(format!("{}, \"{}\": no request line fits", operation.name, example.title)),
                }
            }
        }
    }
    (calls, left_out)
}

fn call(service: &Service, owner: &Operation, example: &Example) -> Option<Call> {
    let operation = example.via.as_ref().map_or(Some(owner), |via| service.operation(via))?;
    let (mut asked, rest) = match &operation.protocol {
        Protocol::Action => (action(operation, example), None),
        Protocol::Rest { root, json, .. } => {
            let document = if *json { "application/json" } else { "application/xml" };
            let (asked, rest) = request(operation, example, (*json || !root.is_empty()).then_some(document))?;
            (asked, Some(rest))
        }
    };
    let version = service.version.clone().unwrap_or_default();
    asked["service"] = service.name.as_str().into();
    asked["version"] = version.as_str().into();
    asked["operation"] = operation.name.as_str().into();
    let (name, title) = (operation.name.clone(), example.title.clone());
    Some(Call { operation: name, title, version, service: service.name.clone(), asked, rest })
}

fn action(operation: &Operation, example: &Example) -> Value {
    let headers = [("X-TC-Action", &operation.name)];
    json!({ "method": "POST", "path": "/", "query": [], "headers": headers, "body": example.request })
}

fn request(operation: &Operation, example: &Example, document: Option<&str>) -> Option<(Value, Rest)> {
    let sent = RequestText::parse(&example.request)?;
    let way = binding_of(operation, sent.method, sent.path, &sent.query)?;
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut headers: Vec<_> = sent.headers.iter().map(owned).collect();
    let has_type = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if let Some(document) = document.filter(|_| !sent.body.is_empty() && !has_type) {
        headers.push(("Content-Type".to_owned(), document.to_owned()));
    }
    let (host, before) = host(way.host);
    let asked = json!({
        "method": sent.method, "host": host, "before": before, "path": sent.path,
        "decoded_path": decode(sent.path), "query": sent.query, "headers": headers, "body": sent.body,
        "raw": matches!(operation.response, Response::Stream),
    });
    let labels = codegen_model::route::labels(way, sent.path)?.into_iter().map(|(_, value)| value).collect();
    let fixed = pairs(way.path.split_once('?').map_or("", |(_, query)| query));
    let query = sent.query.into_iter().filter(|pair| !fixed.contains(pair)).collect();
    Some((asked, Rest { route: route(way), labels, query, headers, body: sent.body.to_owned() }))
}

/// The host's label, and what stands before it: the bucket, its account, or nothing.
fn host(host: Host) -> (&'static str, Option<&'static str>) {
    match Host::OF_BUCKET.iter().find(|(_, other)| *other == host) {
        Some((label, _)) => (label, Some("bucket")),
        None => ("ci", (host == Host::Account).then_some("account")),
    }
}

fn route(way: &HttpBinding) -> String {
    let mut path = String::new();
    for part in way.path.split('{') {
        match part.split_once('}') {
            Some((_, rest)) => path.extend(["{}", rest]),
            None => path.push_str(part),
        }
    }
    format!("{} {path}", way.method)
}
