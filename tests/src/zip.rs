//! Writes ZIP archives for tests, also such that no tool writes. Tests of other packages include this file.

/// An entry, which is not compressed unless `content` is.
#[derive(Clone)]
pub struct Entry {
    /// The path.
    pub path: Vec<u8>,
    /// The path in the header before the content.
    pub local_path: Vec<u8>,
    /// The bytes that are stored.
    pub content: Vec<u8>,
    /// The size that is stated for the decompressed content.
    pub size: u32,
    /// The checksum that is stated.
    pub crc: u32,
    /// The kind of compression.
    pub method: u16,
    /// Flags, such as the one for encryption.
    pub flags: u16,
    /// The mode on Unix, with the kind of file.
    pub mode: u32,
    /// More fields in the list of entries.
    pub extra: Vec<u8>,
}

impl Entry {
    /// Creates an entry for a file.
    pub fn file(path: &str, content: impl AsRef<[u8]>) -> Self {
        let content = content.as_ref().to_vec();
        Self {
            path: path.into(),
            local_path: path.into(),
            size: content.len() as u32,
            crc: crc32(&content),
            content,
            method: 0,
            // The path is UTF-8.
            flags: 1 << 11,
            mode: 0o100_644,
            extra: Vec::new(),
        }
    }

    /// Creates an entry for a folder, whose path ends with a slash.
    pub fn folder(path: &str) -> Self {
        Self { mode: 0o040_755, ..Self::file(path, "") }
    }

    fn sizes(&self) -> [u32; 3] {
        [self.crc, self.content.len() as u32, self.size]
    }
}

/// Returns an archive with these entries.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = bytes.len() as u32;
        put(&mut bytes, b"PK\x03\x04", &[20, entry.flags, entry.method, 0, 0], &entry.sizes());
        put(&mut bytes, b"", &[entry.local_path.len() as u16, 0], &[]);
        bytes.extend([entry.local_path.as_slice(), &entry.content].concat());
        // 3 is Unix.
        put(&mut list, b"PK\x01\x02", &[3 << 8 | 20, 20, entry.flags, entry.method, 0, 0], &entry.sizes());
        let lengths = [entry.path.len() as u16, entry.extra.len() as u16, 0, 0, 0];
        put(&mut list, b"", &lengths, &[entry.mode << 16, offset]);
        list.extend([entry.path.as_slice(), &entry.extra].concat());
    }
    let (start, size, count) = (bytes.len() as u32, list.len() as u32, entries.len() as u16);
    bytes.extend(list);
    put(&mut bytes, b"PK\x05\x06", &[0, 0, count, count], &[size, start]);
    put(&mut bytes, b"", &[0], &[]);
    bytes
}

fn put(bytes: &mut Vec<u8>, magic: &[u8], short: &[u16], long: &[u32]) {
    bytes.extend(magic);
    bytes.extend(short.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(long.iter().flat_map(|number| number.to_le_bytes()));
}

/// Returns the checksum of a content.
pub fn crc32(content: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !content.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
