//! Parses plans of faults: one JSON object, or a list of them.

use std::time::Duration;

use codegen_model::diagnostic::did_you_mean;
use serde_json::{Map, Value};

use super::{DEFAULT_MESSAGE, Fault, FaultKind};

/// The keys of a plan.
pub(super) const KEYS: [&str; 7] = ["operation", "times", "kind", "status", "code", "message", "delay_ms"];

pub(super) const KINDS: [&str; 10] =
    ["status", "throttle", "error", "delay", "stall", "reset", "truncate", "malformed", "wrong_request_id", "job"];

/// The longest delay, in milliseconds.
const MAX_DELAY: u64 = 600_000;

/// Parses plans.
pub(crate) fn read(body: &[u8]) -> Result<Vec<Fault>, String> {
    let value: Value = serde_json::from_slice(body).map_err(|error| format!("invalid JSON: {error}"))?;
    match value {
        Value::Array(plans) => plans.iter().map(plan).collect(),
        one => plan(&one).map(|fault| vec![fault]),
    }
}

fn plan(value: &Value) -> Result<Fault, String> {
    let Value::Object(entries) = value else { return Err("expected a plan as a JSON object".to_owned()) };
    if let Some(key) = entries.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("unknown key {key:?}{}", help(key, &KEYS)));
    }
    let kind = text(entries, "kind")?.ok_or("missing key `kind`")?;
    let kind = fault_kind(&kind, entries)?;
    let times = number(entries, "times")?.map_or(Ok(1), u32::try_from).map_err(|_| "`times` is too large")?;
    Ok(Fault { operation: text(entries, "operation")?, times, kind })
}

fn fault_kind(kind: &str, entries: &Map<String, Value>) -> Result<FaultKind, String> {
    let code = || text(entries, "code").map(|code| code.unwrap_or_else(|| "InternalError".to_owned()));
    let message = || text(entries, "message").map(|text| text.unwrap_or_else(|| DEFAULT_MESSAGE.to_owned()));
    Ok(match kind {
        "status" => FaultKind::Status(status(entries)?.ok_or("missing key `status`")?),
        "throttle" => FaultKind::Throttle,
        "error" => FaultKind::Error { code: code()?, message: message()?, status: status(entries)? },
        "delay" => FaultKind::Delay(delay(entries)?),
        "stall" => FaultKind::Stall,
        "reset" => FaultKind::Reset,
        "truncate" => FaultKind::Truncate,
        "malformed" => FaultKind::Malformed,
        "wrong_request_id" => FaultKind::WrongRequestId,
        "job" => FaultKind::Job { code: code()?, message: message()? },
        other => return Err(format!("unknown kind {other:?}{}", help(other, &KINDS))),
    })
}

fn help(name: &str, known: &[&'static str]) -> String {
    match did_you_mean(name, known.iter().copied()) {
        Some(similar) => format!("; did you mean {similar:?}?"),
        None => format!("; known are {}", known.join(", ")),
    }
}

fn status(entries: &Map<String, Value>) -> Result<Option<u16>, String> {
    let Some(number) = number(entries, "status")? else { return Ok(None) };
    let status = u16::try_from(number).ok().filter(|status| (200..600).contains(status));
    status.map(Some).ok_or_else(|| "`status` must be 200 to 599".to_owned())
}

fn delay(entries: &Map<String, Value>) -> Result<Duration, String> {
    let milliseconds = number(entries, "delay_ms")?.ok_or("missing key `delay_ms`")?;
    if milliseconds > MAX_DELAY {
        return Err(format!("`delay_ms` must be at most {MAX_DELAY}"));
    }
    Ok(Duration::from_millis(milliseconds))
}

fn text(entries: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match entries.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{key}` must be a string")),
    }
}

fn number(entries: &Map<String, Value>, key: &str) -> Result<Option<u64>, String> {
    match entries.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_u64().map(Some).ok_or_else(|| format!("`{key}` must be a non-negative integer")),
    }
}
