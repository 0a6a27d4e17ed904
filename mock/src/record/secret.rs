//! The secrets of one recording, which nobody can guess.

use std::fmt::Write;
use std::io;

use tencentcloud_runtime::Credentials;

/// Returns the key that clients must sign with.
pub(super) fn key() -> io::Result<Credentials> {
    Ok(Credentials::new(format!("AKIDRECORD{}", random::<8>()?), random::<32>()?))
}

/// Returns the seed of the temporary keys that the recorder issues.
pub(super) fn seed() -> io::Result<u64> {
    Ok(getrandom::u64()?)
}

/// Returns this number of random bytes in hexadecimal.
fn random<const BYTES: usize>() -> io::Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
