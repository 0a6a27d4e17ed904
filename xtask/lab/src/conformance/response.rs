//! Checks that an SDK decoded a response as it was sent.

use serde_json::Value;

use super::driver::{Reply, ServiceError};
use super::plan::Call;
use super::proxy::Exchange;
use super::tree;

/// Returns what the SDK decoded differently, if anything.
pub fn problem(call: &Call, exchange: &Exchange, reply: &Reply) -> Option<String> {
    if let Some(problem) = &reply.failed {
        return Some(tree::abbreviate(problem));
    }
    let body = tree::body(exchange.response.body());
    match (sent_error(call, exchange, &body), &reply.error, &reply.answer) {
        (Some(sent), Some(decoded), _) => compare_errors(&sent, decoded),
        (None, None, Some(answer)) => compare_outputs(call, exchange, &body, answer),
        (Some(sent), ..) => Some(format!("the SDK did not report the error {}", sent.code.unwrap_or_default())),
        (None, Some(decoded), _) => Some(format!("the SDK reported an error that was not sent: {decoded:?}")),
        (None, None, None) => Some("the driver returned nothing".to_owned()),
    }
}

/// Returns the error in the response, if it is one.
fn sent_error(call: &Call, exchange: &Exchange, body: &Value) -> Option<ServiceError> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if call.is_action() {
        let error = body["Response"].get("Error")?;
        let request_id = text(&body["Response"]["RequestId"]);
        return Some(ServiceError { code: text(&error["Code"]), message: text(&error["Message"]), request_id });
    }
    let element = |name: &str| text(&body["Error"][name][0]);
    let (code, message, request_id) = (element("Code"), element("Message"), element("RequestId"));
    (exchange.response.status().as_u16() >= 300).then_some(ServiceError { code, message, request_id })
}

fn compare_errors(sent: &ServiceError, decoded: &ServiceError) -> Option<String> {
    let pairs = [
        ("code", &sent.code, &decoded.code),
        ("message", &sent.message, &decoded.message),
        ("request id", &sent.request_id, &decoded.request_id),
    ];
    let (field, sent, decoded) = pairs.into_iter().find(|(_, sent, decoded)| sent != decoded)?;
    Some(format!("the error's {field} was sent as {sent:?} and decoded as {decoded:?}"))
}

fn compare_outputs(call: &Call, exchange: &Exchange, body: &Value, answer: &Value) -> Option<String> {
    if call.is_action() {
        let (sent, decoded) = (&body["Response"], tree::plain(answer.clone()));
        return (*sent != decoded).then(|| format!("sent {sent}, decoded {decoded}"));
    }
    // Some methods return the body unchanged.
    if answer.as_str() == Some(&tree::hex(exchange.response.body())) {
        return None;
    }
    // The SDKs of object storage restructure documents, so that only the texts can be compared.
    let lost = tree::missing_leaves(body, answer);
    (!lost.is_empty()).then(|| format!("lost: {}", tree::abbreviate(&lost.join(", "))))
}
