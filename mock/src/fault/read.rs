//! Plans as tools send them: one JSON object, or a list of them.

use std::time::Duration;

use codegen_model::diagnostic::did_you_mean;
use serde_json::{Map, Value};

use super::{Fault, Kind};

/// The keys that a plan can have.
const KEYS: [&str; 7] = ["operation", "times", "kind", "status", "code", "message", "delay_ms"];

pub(super) const KINDS: [&str; 10] =
    ["status", "throttle", "error", "delay", "stall", "reset", "truncate", "malformed", "wrong_request_id", "job"];

/// Reads plans.
pub(crate) fn read(body: &[u8]) -> Result<Vec<Fault>, String> {
    let value: Value = serde_json::from_slice(body).map_err(|error| format!("this is no JSON: {error}"))?;
    match value {
        Value::Array(plans) => plans.iter().map(plan).collect(),
        one => plan(&one).map(|fault| vec![fault]),
    }
}

fn plan(value: &Value) -> Result<Fault, String> {
    let Value::Object(entries) = value else { return Err("a plan is a JSON object".to_owned()) };
    if let Some(key) = entries.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("a plan has no key {key:?}{}", meant(key, &KEYS)));
    }
    let kind = text(entries, "kind")?.ok_or("a plan needs a `kind`")?;
    let fault = Fault::of(kind_of(&kind, entries)?);
    let fault =
        fault.times(number(entries, "times")?.map_or(Ok(1), u32::try_from).map_err(|_| "`times` is too large")?);
    Ok(Fault { operation: text(entries, "operation")?, ..fault })
}

fn kind_of(kind: &str, entries: &Map<String, Value>) -> Result<Kind, String> {
    let code = |usual: &str| text(entries, "code").map(|code| code.unwrap_or_else(|| usual.to_owned()));
    let message = || text(entries, "message").map(|text| text.unwrap_or_else(|| "The fault was planned.".to_owned()));
    Ok(match kind {
        "status" => Kind::Status(status(entries)?.ok_or("a plan of this kind needs a `status`")?),
        "throttle" => Kind::Throttle,
        "error" => Kind::Error { code: code("InternalError")?, message: message()?, status: status(entries)? },
        "delay" => Kind::Delay(delay(entries)?),
        "stall" => Kind::Stall,
        "reset" => Kind::Reset,
        "truncate" => Kind::Truncate,
        "malformed" => Kind::Malformed,
        "wrong_request_id" => Kind::WrongRequestId,
        "job" => Kind::Job { code: code("InternalError")?, message: message()? },
        other => return Err(format!("there is no kind {other:?}{}", meant(other, &KINDS))),
    })
}

fn meant(word: &str, known: &[&'static str]) -> String {
    match did_you_mean(word, known.iter().copied()) {
        Some(close) => format!(", did you mean {close:?}?"),
        None => format!("; there are {}", known.join(", ")),
    }
}

fn status(entries: &Map<String, Value>) -> Result<Option<u16>, String> {
    let Some(number) = number(entries, "status")? else { return Ok(None) };
    let status = u16::try_from(number).ok().filter(|status| (200..600).contains(status));
    status.map(Some).ok_or_else(|| "`status` is from 200 to 599".to_owned())
}

fn delay(entries: &Map<String, Value>) -> Result<Duration, String> {
    let milliseconds = number(entries, "delay_ms")?.ok_or("a plan of this kind needs `delay_ms`")?;
    if milliseconds > 600_000 {
        Err("`delay_ms` is at most 600000".to_owned())
    } else {
        Ok(Duration::from_millis(milliseconds))
    }
}

fn text(entries: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match entries.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{key}` is a text")),
    }
}

fn number(entries: &Map<String, Value>, key: &str) -> Result<Option<u64>, String> {
    match entries.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            value.as_u64().map(Some).ok_or_else(|| format!("`{key}` is a whole number that is not negative"))
        }
    }
}
