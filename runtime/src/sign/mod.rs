//! Request signatures: [`tc3`] for API 3.0, [`cos`] for Cloud Infinite.
//!
//! Everything here is a pure function of its arguments, so signatures can be checked against published examples, and a
//! mock server can compute the signature that it expects. The signers also return the texts that they hashed: the first
//! line that differs explains a wrong signature.
//!
//! The texts can contain a session token, and a valid signature is a secret, so `Debug` prints neither.

use hmac::digest::{Digest, Output, common::Key};
use hmac::{EagerHash, Hmac, KeyInit, Mac};

pub mod cos;
mod date;
mod encode;
pub mod tc3;
#[cfg(test)]
mod tests;

pub use date::utc_date;
pub use encode::{encode, encode_path};

/// Computes an HMAC. Prepares the key block as RFC 2104 specifies, because the constructor that takes a slice returns
/// an error that cannot occur.
fn hmac<D: EagerHash + Digest>(key: &[u8], message: &[u8]) -> Output<Hmac<D>> {
    let mut block = Key::<Hmac<D>>::default();
    if key.len() > block.len() {
        fill(&mut block, &D::digest(key));
    } else {
        fill(&mut block, key);
    }
    Hmac::<D>::new(&block).chain_update(message).finalize().into_bytes()
}

fn fill(block: &mut [u8], key: &[u8]) {
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
}

/// Returns the lower-case hexadecimal form, which both signatures use for every digest.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Removes the spaces and tabs around a header value, as HTTP does.
fn trim(value: &str) -> &str {
    value.trim_matches([' ', '\t'])
}
