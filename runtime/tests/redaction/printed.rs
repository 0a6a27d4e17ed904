//! Everything that a value prints, and the marked secrets that it must not print.

use std::error::Error as StdError;
use std::fmt::Debug;

use tencentcloud_runtime::{Credentials, Deviation, Error};

pub const ID: &str = "AKIDmarkedmarkedmarked";
pub const KEY: &str = "hush/key+marked==";
pub const TOKEN: &str = "hush/token+marked==";

/// Sensitive members, passwords, and the start of each secret, which a cut text may contain.
const SECRETS: [&str; 8] = [ID, KEY, TOKEN, "hush", "markedmarked", "424242", "Zhang San", "110101199001011234"];

pub fn credentials() -> Credentials {
    Credentials::new(ID, KEY).with_token(TOKEN)
}

/// Fails if a text contains a marked secret, percent-encoded ones included.
#[track_caller]
pub fn assert_clean(text: &str) {
    for secret in SECRETS {
        let encoded = secret.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D");
        assert!(!text.contains(secret) && !text.contains(&encoded), "{secret} in {text}");
    }
}

#[track_caller]
pub fn assert_prints_clean(value: &dyn Debug) {
    assert_clean(&format!("{value:?} {value:#?}"));
}

/// Checks an error with its whole chain of causes, and returns it.
#[track_caller]
pub fn clean(error: Error) -> Error {
    assert_clean(&format!("{error} {:?} {:?} {:?}", error.message(), error.code(), error.request_id()));
    assert_prints_clean(&error.violations());
    let mut next: Option<&dyn StdError> = Some(&error);
    while let Some(cause) = next {
        assert_clean(&cause.to_string());
        assert_prints_clean(&cause);
        next = cause.source();
    }
    error
}

#[track_caller]
pub fn clean_deviations(deviations: &[Deviation]) {
    assert!(!deviations.is_empty());
    assert_prints_clean(&deviations);
}
