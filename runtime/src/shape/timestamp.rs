//! Points in time, in the forms that the services use.

use std::fmt;
use std::ops::Deref;

use super::token::{Kind, Token};
use super::traits::{Value, View};

/// A point in time, as the service wrote it.
///
/// The services use many forms: `2021-05-21T10:44:32+08:00`, `2022-08-09T16:23:11+0800`, `2022-08-09 16:23:11` (Beijing
/// time), Unix seconds, `-` for an event that has not happened. The text is kept; [`unix_seconds`](Self::unix_seconds)
/// parses all of these forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp(String);

impl Timestamp {
    /// Returns the text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the Unix seconds, or `None` if the text is not a point in time. A time without a zone is Beijing time.
    pub fn unix_seconds(&self) -> Option<i64> {
        // Published samples have a stray `>` after the zone.
        let text = self.0.trim().trim_end_matches('>');
        text.parse().ok().or_else(|| parse(text))
    }
}

impl Deref for Timestamp {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<T: Into<String>> From<T> for Timestamp {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Value for Timestamp {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        String::read(token).map(Self)
    }
}

const BEIJING: i64 = 8 * 3600;

fn parse(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let day = days(number(date, 0, 4)?, number(date, 5, 7)?, number(date, 8, 10)?)?;
    if rest.is_empty() {
        return Some(day * 86_400 - BEIJING);
    }
    let (clock, zone) = rest.get(1..)?.split_at_checked(8)?;
    let (hour, minute, second) = (number(clock, 0, 2)?, number(clock, 3, 5)?, number(clock, 6, 8)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let zone = zone.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    Some(day * 86_400 + hour * 3600 + minute * 60 + second - offset(zone)?)
}

fn number(text: &str, from: usize, to: usize) -> Option<i64> {
    let digits = text.get(from..to)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Parses the offset in seconds east of UTC: `Z`, `+08:00`, `+0800`, or an empty text for Beijing time.
fn offset(zone: &str) -> Option<i64> {
    let (sign, digits) = match zone.as_bytes().first() {
        None => return Some(BEIJING),
        Some(b'Z' | b'z') => return Some(0),
        Some(b'+') => (1, zone.get(1..)?.replace(':', "")),
        Some(b'-') => (-1, zone.get(1..)?.replace(':', "")),
        Some(_) => return None,
    };
    Some(sign * (number(&digits, 0, 2)? * 3600 + number(&digits, 2, 4)? * 60))
}

/// Returns the days since 1970-01-01 in the proleptic Gregorian calendar, computed with years that start in March.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year.div_euclid(400), (month + 9) % 12);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn parses_every_form_that_the_services_use() {
        for (text, seconds) in [
            ("2021-05-21T10:44:32+08:00", Some(1_621_565_072)),
            ("2022-08-09T16:23:11+0800", Some(1_660_033_391)),
            ("2022-08-09T16:23:11+0800>", Some(1_660_033_391)),
            ("2022-08-09 16:23:11", Some(1_660_033_391)),
            ("2022-08-09T08:23:11Z", Some(1_660_033_391)),
            ("2022-08-09T08:23:11.25Z", Some(1_660_033_391)),
            ("1660033391", Some(1_660_033_391)),
            ("2022-08-09", Some(1_659_974_400)),
            ("-", None),
            ("", None),
            ("9999-99-99 99:99:99", None),
            ("2022-08-09T", None),
            ("二零二二年八月九日", None),
        ] {
            assert_eq!(Timestamp::from(text).unix_seconds(), seconds, "{text}");
        }
    }
}
