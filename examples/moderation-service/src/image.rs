//! Recognizes image formats by their first bytes: the media type that a browser sends is a guess from a file name.

/// Returns whether `bytes` begin like a format that the cloud moderates: PNG, JPEG, GIF, BMP or WEBP.
pub fn is_supported(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 5] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM"];
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    is_webp || SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

#[cfg(test)]
mod tests {
    use super::is_supported;

    #[test]
    fn formats_are_recognized_by_their_first_bytes() {
        for image in
            [&b"\x89PNG\r\n\x1a\n..."[..], b"\xff\xd8\xff\xe0", b"GIF89a...", b"BM....", b"RIFF\0\0\0\0WEBPVP8 "]
        {
            assert!(is_supported(image), "{image:?}");
        }
        for other in [&b""[..], b"RIFF\0\0\0\0WAVE", b"<svg>", b"\x89PNG", b"%PDF-1.7"] {
            assert!(!is_supported(other), "{other:?}");
        }
    }
}
