//! Parsing the forms of a timestamp to Unix seconds.

use std::ops::RangeInclusive;

const BEIJING: i64 = 8 * 3600;
const DAY: i64 = 86_400;
const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Parses a number with or without a fraction, in a unit that its magnitude shows, or a date in digits only.
pub(super) fn number(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    if let Some(seconds) = digits_only(text, number) {
        return Some(seconds);
    }
    // The largest number of seconds is in the year 5138, and as milliseconds it is in 1973.
    Some(number.div_euclid(match number.unsigned_abs() {
        0..=99_999_999_999 => 1,
        100_000_000_000..=99_999_999_999_999 => 1_000,
        100_000_000_000_000..=99_999_999_999_999_999 => 1_000_000,
        _ => 1_000_000_000,
    }))
}

/// Parses `20220809` or `20220809162311` in Beijing time. As Unix times these would be in the years 1970 and 2611.
fn digits_only(text: &str, number: i64) -> Option<i64> {
    let year = match text.len() {
        8 => number / 10_000,
        14 => number / 10_000_000_000,
        _ => return None,
    };
    if (1970..2100).contains(&year) { date_time(text) } else { None }
}

/// Parses a date, such as `2022-08-09` or `2022/8/9`, and optionally a time of day and an offset.
pub(super) fn date_time(text: &str) -> Option<i64> {
    let mut scan = Scan(text);
    let year = scan.digits(4..=4)?;
    scan.skip(&['-', '/']);
    let month = scan.digits(1..=2)?;
    scan.skip(&['-', '/']);
    let midnight = days(year, month, scan.digits(1..=2)?)? * DAY;
    if scan.0.is_empty() {
        return Some(midnight - BEIJING);
    }
    scan.skip(&['T', 't']);
    scan.0 = scan.0.trim_start();
    Some(midnight + scan.time_of_day()? - offset(scan.0)?)
}

/// Parses `Tue, 09 Aug 2022 08:23:11 GMT`, or `Tue Aug  9 16:23:11 2022`.
pub(super) fn named_month(text: &str) -> Option<i64> {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    words.next_if(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()) && month_of(word).is_none());
    let (first, second) = (words.next()?, words.next()?);
    let (month, day, year, clock) = match month_of(first) {
        Some(month) => {
            let clock = words.next()?;
            (month, second, words.next()?, clock)
        }
        None => (month_of(second)?, first, words.next()?, words.next()?),
    };
    date_time(&format!("{year}-{month}-{day} {clock} {}", words.collect::<Vec<_>>().join(" ")))
}

fn month_of(name: &str) -> Option<usize> {
    let start = MONTHS.find(name.get(..3)?).filter(|start| name.len() == 3 && start % 3 == 0)?;
    Some(start / 3 + 1)
}

/// The text that is left to parse.
struct Scan<'a>(&'a str);

impl Scan<'_> {
    /// Parses as many digits as there are, within `count`.
    fn digits(&mut self, count: RangeInclusive<usize>) -> Option<i64> {
        let found = self.0.bytes().take(*count.end()).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(found);
        self.0 = rest;
        if count.contains(&found) { digits.parse().ok() } else { None }
    }

    /// Skips one of the characters, if it is next.
    fn skip(&mut self, characters: &[char]) -> bool {
        let rest = self.0.strip_prefix(characters);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Parses `16:23:11.25`, `16:23` or `162311` to seconds. The fraction is skipped.
    fn time_of_day(&mut self) -> Option<i64> {
        let hour = self.digits(1..=2)?;
        self.skip(&[':']);
        let minute = self.digits(1..=2)?;
        let has_second = self.skip(&[':']) || self.0.starts_with(|next: char| next.is_ascii_digit());
        let second = if has_second { self.digits(1..=2)? } else { 0 };
        if self.skip(&['.', ',']) {
            self.0 = self.0.trim_start_matches(|next: char| next.is_ascii_digit());
        }
        (hour <= 23 && minute <= 59 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
    }
}

/// Parses the offset in seconds east of UTC: `Z`, `GMT`, `+08:00`, `+0800`, `+8`, `UTC+8`, `+0800 CST`, or an empty text
/// for Beijing time.
fn offset(zone: &str) -> Option<i64> {
    let zone = zone.trim();
    if zone.is_empty() || zone == "CST" {
        return Some(BEIJING);
    }
    let numeric = ["UTC", "GMT", "Z", "z"].into_iter().find_map(|name| zone.strip_prefix(name)).unwrap_or(zone);
    let numeric = numeric.trim_end_matches(" CST").trim_end_matches(" UTC");
    let sign = match numeric.as_bytes().first() {
        None => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let mut scan = Scan(&numeric[1..]);
    let hours = scan.digits(1..=2)?;
    scan.skip(&[':']);
    let minutes = if scan.0.is_empty() { 0 } else { scan.digits(2..=2)? };
    (scan.0.is_empty() && hours <= 23 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Returns the days since 1970-01-01 in the proleptic Gregorian calendar, or `None` for a day that does not exist.
/// Computed with years that start in March.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year.div_euclid(400), (month + 9) % 12);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
