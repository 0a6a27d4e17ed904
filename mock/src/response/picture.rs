//! The image that operations with image responses return.

use std::sync::LazyLock;

use bytes::Bytes;

/// Height and width. The image is larger than one read of a socket, so that a stream has several chunks.
const SIDE: u32 = 256;

/// The maximum size of an uncompressed block.
const BLOCK: usize = 65_535;

/// Returns a grey gradient as an uncompressed PNG, which needs no encoder as a dependency.
pub(super) fn png() -> Bytes {
    static PNG: LazyLock<Bytes> = LazyLock::new(encode);
    PNG.clone()
}

fn encode() -> Bytes {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [SIDE.to_be_bytes(), SIDE.to_be_bytes()].concat();
    // Eight bits of grey, default compression and filter, no interlacing.
    header.extend([8, 0, 0, 0, 0]);
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &zlib(&pixels()));
    chunk(&mut file, b"IEND", &[]);
    file.into()
}

/// Returns the rows, each after the byte of its filter type.
fn pixels() -> Vec<u8> {
    (0..SIDE).flat_map(|_| std::iter::once(0).chain(0..=u8::MAX)).collect()
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let content = [name, data].concat();
    file.extend(length.to_be_bytes());
    file.extend(&content);
    file.extend(crc32(&content).to_be_bytes());
}

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x78, 0x01];
    let blocks = data.chunks(BLOCK);
    let last = blocks.len();
    for (number, block) in blocks.enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        packed.push(u8::from(number + 1 == last));
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(block);
    }
    packed.extend(adler32(data).to_be_bytes());
    packed
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

fn adler32(data: &[u8]) -> u32 {
    let add = |(a, b): (u32, u32), byte: &u8| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (a + b) % 65_521)
    };
    let (a, b) = data.iter().fold((1, 0), add);
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::{adler32, crc32, png};

    #[test]
    fn checksums_match_published_values() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn the_image_is_a_complete_png() {
        let png = png();
        assert!(png.len() > 65_536 && png.starts_with(b"\x89PNG\r\n\x1a\n"));
        // Every PNG ends with the same bytes.
        assert!(png.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"));
    }
}
