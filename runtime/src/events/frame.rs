//! Parsing server-sent events from chunks of bytes: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.

use std::fmt;

use bytes::{Buf, BytesMut};

/// One server-sent event.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// The name of the event; empty if there is none.
    pub event: String,
    /// The lines of data, joined by line feeds.
    pub data: String,
    /// The last id so far, of this event or an earlier one.
    pub id: String,
}

/// Prints the length of the data, which may be sensitive.
impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { event, data, id } = self;
        f.debug_struct("Frame").field("event", event).field("data", &data.len()).field("id", id).finish()
    }
}

/// An event exceeds the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Parses bytes into events.
pub struct Frames {
    bytes: BytesMut,
    /// The number of bytes that were searched and have no line break.
    searched: usize,
    /// Whether the last line ended with CR, so that a following LF belongs to the same line break.
    after_return: bool,
    begun: bool,
    next: Frame,
    has_data: bool,
    limit: usize,
}

impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frames").field("bytes", &self.bytes.len()).field("limit", &self.limit).finish_non_exhaustive()
    }
}

impl Frames {
    /// Returns a parser for events of at most `limit` bytes.
    pub fn new(limit: usize) -> Self {
        let (bytes, next) = (BytesMut::new(), Frame::default());
        Self { bytes, searched: 0, after_return: false, begun: false, next, has_data: false, limit }
    }

    /// Appends bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Returns the number of bytes of the next event's data so far, including those of a line that is not complete,
    /// without the blanks around them.
    pub(super) fn data_len(&self) -> usize {
        let line = self.bytes.strip_prefix(b"data:").unwrap_or_default();
        self.next.data.trim().len() + line.trim_ascii().len()
    }

    /// Returns the next event, or `None` if more bytes are needed.
    ///
    /// # Errors
    ///
    /// Fails if the event exceeds the limit.
    pub fn next(&mut self) -> Result<Option<Frame>, TooLarge> {
        while let Some(line) = self.line() {
            if let Some(frame) = self.take(&line) {
                return Ok(Some(frame));
            }
        }
        if self.bytes.len().saturating_add(self.next.data.len()) > self.limit { Err(TooLarge) } else { Ok(None) }
    }

    /// Returns the last event after the end of the bytes. Not all servers terminate it with an empty line.
    pub fn last(&mut self) -> Option<Frame> {
        let rest = self.bytes.split();
        self.searched = 0;
        self.take(&rest).or_else(|| self.dispatch())
    }

    /// Returns the next line without its terminator: CRLF, LF or CR.
    fn line(&mut self) -> Option<BytesMut> {
        if self.after_return && !self.bytes.is_empty() {
            self.after_return = false;
            if self.bytes.starts_with(b"\n") {
                self.bytes.advance(1);
                self.searched = 0;
            }
        }
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let Some(end) = self.bytes[self.searched..].iter().position(is_break) else {
            self.searched = self.bytes.len();
            return None;
        };
        let line = self.bytes.split_to(self.searched + end);
        self.searched = 0;
        self.after_return = self.bytes.get_u8() == b'\r';
        Some(line)
    }

    /// Processes a line. An empty line ends an event.
    fn take(&mut self, line: &[u8]) -> Option<Frame> {
        let begun = std::mem::replace(&mut self.begun, true);
        let line = if begun { line } else { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line) };
        // In the samples of some services, lines of blanks end events.
        if line.iter().all(u8::is_ascii_whitespace) {
            return self.dispatch();
        }
        let line = String::from_utf8_lossy(line);
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        self.field(name, value.strip_prefix(' ').unwrap_or(value));
        None
    }

    /// Processes a field. Comments, which have an empty name, and unknown fields are ignored.
    fn field(&mut self, name: &str, value: &str) {
        match name {
            "data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.next.data.push('\n');
                }
                self.next.data.push_str(value);
            }
            "event" => value.clone_into(&mut self.next.event),
            "id" if !value.contains('\0') => value.clone_into(&mut self.next.id),
            _ => {}
        }
    }

    /// Returns the event if it has data.
    fn dispatch(&mut self) -> Option<Frame> {
        let next = Frame { id: self.next.id.clone(), ..Frame::default() };
        let frame = std::mem::replace(&mut self.next, next);
        std::mem::take(&mut self.has_data).then_some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Frames, TooLarge};

    fn frames(chunks: &[&[u8]]) -> Vec<Frame> {
        let (mut frames, mut found) = (Frames::new(1 << 10), Vec::new());
        for chunk in chunks {
            frames.feed(chunk);
            while let Some(frame) = frames.next().expect("small events") {
                found.push(frame);
            }
        }
        found.extend(frames.last());
        found
    }

    fn data(text: &str) -> Vec<String> {
        frames(&[text.as_bytes()]).into_iter().map(|frame| frame.data).collect()
    }

    #[test]
    fn follows_the_standard() {
        for (text, expected) in [
            ("data: a\n\ndata: b\n\n", &["a", "b"][..]),
            ("data: a\r\n\r\ndata: b\r\rdata: c\n\n", &["a", "b", "c"]),
            ("data:a\ndata: b\ndata:  c\n\n", &["a\nb\n c"]),
            ("\u{feff}data: a\n\n", &["a"]),
            (": a comment\n\n: another\ndata: a\nretry: 5\nother: b\n\n", &["a"]),
            ("event: ping\n\nid: 1\n\n", &[]),
            ("data\n\n", &[""]),
            ("data: a\n\t\ndata: b", &["a", "b"]),
            ("data: a:b: c\n\n\n\n", &["a:b: c"]),
            ("", &[]),
        ] {
            assert_eq!(data(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ids_persist_and_names_do_not() {
        let found = frames(&[b"event: e\nid: 7\ndata: a\n\ndata: b\nid: \0\n\n"]);
        let frame = |event: &str, data: &str| Frame { event: event.into(), data: data.into(), id: "7".into() };
        assert_eq!(found, [frame("e", "a"), frame("", "b")]);
    }

    /// Any split into two parts or into small chunks yields the same events.
    #[test]
    fn chunk_boundaries_do_not_matter() {
        let text = "\u{feff}id: 1\r\ndata: {\"a\":\"你好\"}\r\n\r\n: c\rdata: é\rdata: 🙂\r\r\nevent: x\n\ndata: z\n\n\r\ndata: ü";
        let whole = frames(&[text.as_bytes()]);
        assert_eq!(whole.len(), 4);
        for cut in 0..=text.len() {
            let (start, end) = text.as_bytes().split_at(cut);
            assert_eq!(frames(&[start, b"", end]), whole, "{cut}");
        }
        for size in 1..9 {
            let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
            assert_eq!(frames(&chunks), whole, "{size}");
        }
    }

    /// Random bytes in random chunks never panic and always yield the same events.
    #[test]
    fn random_input_is_independent_of_chunks() {
        const PARTS: [&[u8]; 12] =
            [b"data:", b"data", b":", b"\n", b"\r", b"\r\n", b" ", b"id: 1", b"\xff\xfe", b"\xe4\xbd", b"\0", b"x"];
        let mut state = 7u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..2_000 {
            let noise: Vec<u8> = (0..random(40)).flat_map(|_| PARTS[random(PARTS.len())]).copied().collect();
            let (mut chunks, mut rest) = (Vec::new(), &noise[..]);
            while !rest.is_empty() {
                let (chunk, behind) = rest.split_at(1 + random(rest.len()));
                chunks.push(chunk);
                rest = behind;
            }
            assert_eq!(frames(&chunks), frames(&[&noise]), "{noise:?} as {chunks:?}");
        }
    }

    #[test]
    fn rejects_events_beyond_the_limit() {
        let mut line = Frames::new(64);
        line.feed(&[b'x'; 65]);
        assert_eq!(line.next(), Err(TooLarge));
        let mut lines = Frames::new(64);
        lines.feed(&b"data: 12345678\n".repeat(8));
        assert_eq!(lines.next(), Err(TooLarge));
        let mut whole = Frames::new(64);
        whole.feed(&b"data: 12345678\n\n".repeat(8));
        assert_eq!((0..8).filter(|_| matches!(whole.next(), Ok(Some(_)))).count(), 8);
        assert_eq!(whole.next(), Ok(None));
    }
}
