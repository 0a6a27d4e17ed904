//! The calendar date in a TC3 credential scope. This is the only date that the crate computes, so no date library is
//! used.

const SECONDS_A_DAY: i64 = 86_400;

/// Days from 0000-03-01 to 1970-01-01. With years that start in March, the leap day is the last day of the year.
const EPOCH: i64 = 719_468;

/// Days in 400 years, after which the Gregorian calendar repeats.
const ERA: i64 = 146_097;

/// Returns the UTC date of `timestamp`, in Unix seconds, as `YYYY-MM-DD`.
///
/// ```
/// # use tencentcloud_runtime::sign::utc_date;
/// assert_eq!(utc_date(1_551_113_065), "2019-02-25");
/// ```
pub fn utc_date(timestamp: i64) -> String {
    // Euclidean division rounds down, so that a second before 1970 belongs to 1969-12-31.
    let (year, month, day) = civil(timestamp.div_euclid(SECONDS_A_DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// Returns year, month and day of a day counted from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let (era, of_era) = ((days + EPOCH).div_euclid(ERA), (days + EPOCH).rem_euclid(ERA));
    // Without leap days, years have 365 days: one in 4 years (1460 days), not in 100 (36524), but in 400.
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    // From March on, five months have 153 days: 31, 30, 31, 30, 31, repeated.
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{civil, utc_date};

    const DATES: &[(i64, &str)] = &[
        (0, "1970-01-01"),
        (86_399, "1970-01-01"),
        (86_400, "1970-01-02"),
        (-1, "1969-12-31"),
        (-86_400, "1969-12-31"),
        (-86_401, "1969-12-30"),
        (68_169_600, "1972-02-29"),
        (951_782_399, "2000-02-28"),
        (951_782_400, "2000-02-29"),
        (951_868_800, "2000-03-01"),
        (1_000_000_000, "2001-09-09"),
        (1_539_084_154, "2018-10-09"),
        (1_551_113_065, "2019-02-25"),
        (1_709_164_800, "2024-02-29"),
        (1_735_689_599, "2024-12-31"),
        (4_107_542_400, "2100-03-01"),
        (-2_203_891_200, "1900-03-01"),
        (-2_203_891_201, "1900-02-28"),
        (-11_676_096_000, "1600-01-01"),
        (253_402_300_799, "9999-12-31"),
        (253_402_300_800, "10000-01-01"),
    ];

    #[test]
    fn dates() {
        for (timestamp, date) in DATES {
            assert_eq!(utc_date(*timestamp), *date, "{timestamp}");
        }
    }

    /// Walks the calendar day by day across century and era borders.
    #[test]
    fn every_day_follows_the_one_before() {
        let (mut year, mut month, mut day) = (1599, 1, 1);
        for days in -135_505..200_000 {
            assert_eq!(civil(days), (year, month, day), "{days} days from 1970");
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = match month {
                2 => 28 + i64::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            day = if day == length { 1 } else { day + 1 };
            month = if day > 1 { month } else { month % 12 + 1 };
            year += i64::from(day == 1 && month == 1);
        }
    }

    #[test]
    fn extreme_times_do_not_overflow() {
        assert!(utc_date(i64::MAX).ends_with("-12-04"));
        assert!(utc_date(i64::MIN).starts_with('-'));
    }
}
