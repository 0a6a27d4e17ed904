//! The time facts in the headers of an answer.

use std::time::Duration;

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};

use crate::Timestamp;
use crate::clock::system_time;

/// Returns the server's time of the answer, in Unix seconds.
pub(crate) fn date(headers: &HeaderMap) -> Option<i64> {
    http_date(text(headers, DATE)?)
}

/// Returns how long the service asks to wait: seconds, or a date, relative to the server's date if it states one.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = http_date(value)?.saturating_sub(date(headers).or_else(system_time)?);
    Some(Duration::from_secs(u64::try_from(until).unwrap_or(0)))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Parses `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that servers may write. A number is not a date.
fn http_date(text: &str) -> Option<i64> {
    let is_date = text.starts_with(|first: char| first.is_ascii_alphabetic());
    is_date.then(|| Timestamp::from(text).unix_seconds())?
}

#[cfg(test)]
mod tests {
    use super::{date, http_date, now, retry_after};
    use http::HeaderMap;
    use std::time::Duration;

    #[test]
    fn parses_http_dates_only() {
        for (text, seconds) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 anF 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov", None),
            ("", None),
        ] {
            assert_eq!(http_date(text), seconds, "{text}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let headers = |pairs: &[(&'static str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
            pairs.collect::<HeaderMap>()
        };
        let at = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (pairs, seconds) in [
            (vec![("retry-after", "7")], Some(7)),
            (vec![("retry-after", " 0 ")], Some(0)),
            (vec![("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT"), ("date", at)], Some(3)),
            (vec![("retry-after", "Sun, 06 Nov 1994 08:49:30 GMT"), ("date", at)], Some(0)),
            (vec![("retry-after", at)], Some(0)),
            (vec![("retry-after", "soon")], None),
            (vec![("retry-after", "-1")], None),
            (vec![("date", at)], None),
        ] {
            assert_eq!(retry_after(&headers(&pairs)), seconds.map(Duration::from_secs), "{pairs:?}");
        }
        assert_eq!(date(&headers(&[("date", at)])), Some(784_111_777));
        assert!(now().is_some());
    }
}
