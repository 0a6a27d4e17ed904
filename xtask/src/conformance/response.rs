//! Whether an SDK read an answer as it was meant.

use serde_json::Value;

use super::driver::{Reply, Said};
use super::plan::Call;
use super::relay::Exchange;
use super::tree;

/// What the SDK read otherwise; nothing where it read the answer well.
pub fn problem(call: &Call, exchange: &Exchange, reply: &Reply) -> Option<String> {
    if let Some(problem) = &reply.failed {
        return Some(tree::short(problem));
    }
    let body = tree::body(exchange.response.body());
    match (fault(call, exchange, &body), &reply.error, &reply.answer) {
        (Some(sent), Some(read), _) => other_error(&sent, read),
        (None, None, Some(answer)) => other_answer(call, exchange, &body, answer),
        (Some(sent), ..) => Some(format!("the error {} was not reported", sent.code.unwrap_or_default())),
        (None, Some(read), _) => Some(format!("an error was read where there is none: {read:?}")),
        (None, None, None) => Some("the driver gave nothing".to_owned()),
    }
}

/// The error that was sent, if it was one.
fn fault(call: &Call, exchange: &Exchange, body: &Value) -> Option<Said> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if call.is_action() {
        let error = body["Response"].get("Error")?;
        let request_id = text(&body["Response"]["RequestId"]);
        return Some(Said { code: text(&error["Code"]), message: text(&error["Message"]), request_id });
    }
    let element = |name: &str| text(&body["Error"][name][0]);
    let (code, message, request_id) = (element("Code"), element("Message"), element("RequestId"));
    (exchange.response.status().as_u16() >= 300).then_some(Said { code, message, request_id })
}

fn other_error(sent: &Said, read: &Said) -> Option<String> {
    let pairs = [
        ("code", &sent.code, &read.code),
        ("message", &sent.message, &read.message),
        ("request id", &sent.request_id, &read.request_id),
    ];
    let other = pairs.into_iter().find(|(_, sent, read)| sent != read)?;
    Some(format!("the error's {} was sent as {:?} and read as {:?}", other.0, other.1, other.2))
}

fn other_answer(call: &Call, exchange: &Exchange, body: &Value, answer: &Value) -> Option<String> {
    if call.is_action() {
        let (sent, read) = (&body["Response"], tree::plain(answer.clone()));
        return (*sent != read).then(|| format!("sent {sent}, read {read}"));
    }
    // Some methods hand out the bytes as they came.
    if answer.as_str() == Some(&tree::hex(exchange.response.body())) {
        return None;
    }
    // The SDKs of object storage give documents shapes of their own, so that only the texts can be compared.
    let lacking = tree::lacking(body, answer);
    (!lacking.is_empty()).then(|| format!("lost: {}", tree::short(&lacking.join(", "))))
}
