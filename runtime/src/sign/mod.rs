//! Request signatures: [`tc3`] for API 3.0, [`cos`] for Cloud Infinite.
//!
//! Everything here is a pure function of its arguments. No clock is read and nothing is sent, so a signature can be
//! checked against a published example, and a server that plays the cloud can compute the one that it expects. For
//! that server's sake the signers also return the texts they hashed: a wrong signature says nothing, the first line
//! that differs in those texts says what went wrong.
//!
//! The texts can hold a session token and a signature is as good as a key while it is valid, so the types here print
//! neither with `Debug`.

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

/// HMAC takes a key of any length, yet the constructor that takes a slice returns a `Result`. Preparing the block as
/// RFC 2104 says leaves no error to handle that cannot happen.
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

/// Lower-case hexadecimal, which both signatures use for every digest.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// A header value as the receiver sees it: HTTP drops the spaces and tabs around it, and nothing else.
fn trim(value: &str) -> &str {
    value.trim_matches([' ', '\t'])
}
