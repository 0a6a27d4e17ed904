//! Decoding answers that arrive compressed, although requests ask for none of that.

use std::fmt;
use std::io::{self, Write};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use futures_core::Stream;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::response::Parts;

use crate::ByteStream;
use crate::response_headers::encoding;

/// Decodes a body that is compressed with gzip or deflate, and removes the headers that describe the compressed body.
/// Any other body stays as it is.
pub(crate) fn decoded(body: ByteStream, head: &mut Parts) -> ByteStream {
    let Some(coding) = encoding(&head.headers).and_then(Coding::of) else { return body };
    head.headers.remove(CONTENT_ENCODING);
    head.headers.remove(CONTENT_LENGTH);
    let content_type = body.content_type().map(str::to_owned);
    ByteStream::new(Decoded { body, coding, decoder: None, rest: Bytes::new() }).of_type(content_type)
}

#[derive(Clone, Copy)]
enum Coding {
    Gzip,
    Deflate,
}

impl Coding {
    fn of(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            _ => None,
        }
    }
}

/// A stream that is decoded as it is read, in pieces of limited size: a reader that stops has seen little more than it
/// wanted.
struct Decoded {
    body: ByteStream,
    coding: Coding,
    /// Chosen by the first byte.
    decoder: Option<Decoder>,
    /// The bytes that have arrived and are not decoded yet.
    rest: Bytes,
}

impl Decoded {
    /// Decodes some of the bytes that have arrived. The result may be empty.
    fn decode(&mut self) -> io::Result<Bytes> {
        let decoder = self.decoder.get_or_insert_with(|| Decoder::new(self.coding, self.rest[0]));
        match decoder.write(&self.rest)? {
            // The compressed data has ended.
            0 => self.rest.clear(),
            count => self.rest.advance(count),
        }
        // The next event of a stream may take long to arrive.
        decoder.flush()?;
        Ok(decoder.take_output())
    }

    /// Returns what is left after the last byte.
    fn finish(&mut self) -> io::Result<Bytes> {
        let Some(mut decoder) = self.decoder.take() else { return Ok(Bytes::new()) };
        decoder.finish()?;
        Ok(decoder.take_output())
    }
}

impl Stream for Decoded {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if !this.rest.is_empty() {
                match this.decode() {
                    Ok(output) if output.is_empty() => continue,
                    output => return Poll::Ready(Some(output.map_err(damaged))),
                }
            }
            match ready!(Pin::new(&mut this.body).poll_next(cx)) {
                Some(Ok(chunk)) => this.rest = chunk,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    let output = this.finish().map_err(damaged);
                    return Poll::Ready(Some(output).filter(|output| !matches!(output, Ok(bytes) if bytes.is_empty())));
                }
            }
        }
    }
}

/// A decoder whose sink is emptied after every step. One step writes as much as fits into the decoder's buffers, which
/// are of 32 KiB.
enum Decoder {
    Gzip(MultiGzDecoder<Vec<u8>>),
    Zlib(ZlibDecoder<Vec<u8>>),
    Deflate(DeflateDecoder<Vec<u8>>),
    /// A transport has decoded the body, and left the header.
    Identity(Vec<u8>),
}

impl Decoder {
    /// Some servers send `deflate` without the zlib header that the standard requires.
    fn new(coding: Coding, first: u8) -> Self {
        match (coding, first) {
            (Coding::Gzip, 0x1f) => Self::Gzip(MultiGzDecoder::new(Vec::new())),
            (Coding::Deflate, 0x08..=0x78) if first & 0x0f == 8 => Self::Zlib(ZlibDecoder::new(Vec::new())),
            (Coding::Deflate, first) if !matches!(first, b'{' | b'<') => Self::Deflate(DeflateDecoder::new(Vec::new())),
            _ => Self::Identity(Vec::new()),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(decoder) => decoder.write(bytes),
            Self::Zlib(decoder) => decoder.write(bytes),
            Self::Deflate(decoder) => decoder.write(bytes),
            Self::Identity(sink) => sink.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Gzip(decoder) => decoder.flush(),
            Self::Zlib(decoder) => decoder.flush(),
            Self::Deflate(decoder) => decoder.flush(),
            Self::Identity(_) => Ok(()),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Gzip(decoder) => decoder.try_finish(),
            Self::Zlib(decoder) => decoder.try_finish(),
            Self::Deflate(decoder) => decoder.try_finish(),
            Self::Identity(_) => Ok(()),
        }
    }

    fn take_output(&mut self) -> Bytes {
        let sink = match self {
            Self::Gzip(decoder) => decoder.get_mut(),
            Self::Zlib(decoder) => decoder.get_mut(),
            Self::Deflate(decoder) => decoder.get_mut(),
            Self::Identity(sink) => sink,
        };
        mem::take(sink).into()
    }
}

/// The compressed data is damaged, unlike the connection.
#[derive(Debug)]
struct Damaged(io::Error);

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the compressed body is damaged: {}", self.0)
    }
}

impl std::error::Error for Damaged {}

fn damaged(error: io::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Damaged(error))
}

/// Returns whether reading failed because compressed data is damaged.
pub(crate) fn is_damaged(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|error| error.is::<Damaged>())
}
