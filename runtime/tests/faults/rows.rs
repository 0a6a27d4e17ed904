//! The table of faults.

use tencentcloud_runtime::ErrorKind::{self, Connection, Decode, NotFound, Service, Throttled, Timeout, Unavailable};

use crate::server::Act::{self, Close, Keep, Reset, ResetUnread, Stall};

/// A fault, and what becomes of a call: the kind of error, or none, and how many requests the server saw of an operation
/// that may be repeated and of a submission.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) act: Act,
    pub(crate) outcome: Option<ErrorKind>,
    pub(crate) repeatable: usize,
    pub(crate) submission: usize,
}

const fn row(name: &'static str, act: Act, outcome: ErrorKind, repeatable: usize, submission: usize) -> Row {
    Row { name, act, outcome: Some(outcome), repeatable, submission }
}

const fn fine(name: &'static str, act: Act) -> Row {
    Row { name, act, outcome: None, repeatable: 1, submission: 1 }
}

/// What happens to requests of either family.
pub(crate) const ANY: &[Row] = &[
    row("reset before the request is read", ResetUnread, Connection, 0, 0),
    row("reset after it is read", Reset(""), Connection, 3, 1),
    row("closed without an answer", Close(""), Connection, 3, 1),
    row("no answer", Stall(""), Timeout, 3, 1),
    row("half of a head", Stall("HTTP/1.1 200 OK\r\nContent-"), Timeout, 3, 1),
    row("half of a head, then closed", Close("HTTP/1.1 200 OK\r\nContent-"), Connection, 3, 1),
    row("another protocol", Close("SSH-2.0-OpenSSH_9.9\r\n"), Connection, 3, 1),
    row("a body that does not come", Stall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), Timeout, 3, 1),
    row("a body that stalls", Stall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"Re"), Timeout, 3, 1),
    row("a body that breaks off", Close("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"Re"), Connection, 3, 1),
    row(
        "chunks that break off",
        Close("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"Re\r\n"),
        Connection,
        3,
        1,
    ),
    row("a length that is none", Close("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), Connection, 3, 1),
    row(
        "two lengths",
        Close("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}\n"),
        Connection,
        3,
        1,
    ),
    row("500", Keep("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"), Unavailable, 3, 1),
    row("a page with 502", Keep("HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>"), Unavailable, 3, 1),
    row(
        "503 that asks to slow down",
        Keep("HTTP/1.1 503 Busy\r\nContent-Length: 35\r\n\r\n<Error><Code>SlowDown</Code></Error>"),
        Throttled,
        3,
        3,
    ),
    row("429", Keep("HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"), Throttled, 3, 3),
    row(
        "429 that asks for more patience than there is",
        Keep("HTTP/1.1 429 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"),
        Throttled,
        1,
        1,
    ),
    row(
        "an error document",
        Keep("HTTP/1.1 404 No\r\nContent-Length: 37\r\n\r\n<Error><Code>NoSuchKey</Code></Error>"),
        NotFound,
        1,
        1,
    ),
    row(
        "an error document that stalls",
        Stall("HTTP/1.1 404 No\r\nContent-Length: 99\r\n\r\n<Error><Code>NoSuchKey</Code></Error>"),
        NotFound,
        1,
        1,
    ),
    row("an error that is none", Keep("HTTP/1.1 404 No\r\nContent-Length: 5\r\n\r\n<Err\0"), NotFound, 1, 1),
    row(
        "an answer in two forms at once",
        Keep("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x0b\x08\x00"),
        Decode,
        1,
        1,
    ),
    row("a page with 200", Keep("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"), Decode, 1, 1),
    row("more than was announced", Keep("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{\"Response\":{}}"), Decode, 1, 1),
    row("a switch of protocols", Keep("HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), Service, 1, 1),
];

/// What a bucket answers.
pub(crate) const REST: &[Row] = &[
    row("JSON where XML belongs", Keep("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), Decode, 1, 1),
    row(
        "an error in JSON with 200",
        Keep("HTTP/1.1 200 OK\r\nContent-Length: 37\r\n\r\n{\"code\":\"NoSuchKey\",\"message\":\"gone\"}"),
        NotFound,
        1,
        1,
    ),
    row(
        "an error in XML with 200",
        Keep("HTTP/1.1 200 OK\r\nContent-Length: 41\r\n\r\n<Error><Code>InternalError</Code></Error>"),
        Unavailable,
        3,
        1,
    ),
    row("XML that does not end", Keep("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<Response>"), Decode, 1, 1),
    fine("nothing with 200", Keep("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
    fine("another type", Keep("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 11\r\n\r\n<Response/>")),
    fine("no length", Close("HTTP/1.1 200 OK\r\n\r\n<Response/>")),
    fine("chunks", Keep("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n<Response/>\r\n0\r\n\r\n")),
];

/// What a service of API 3.0 answers.
pub(crate) const ACTION: &[Row] = &[
    row(
        "too many calls, with 200",
        Keep(
            "HTTP/1.1 200 OK\r\nContent-Length: 71\r\n\r\n\
             {\"Response\":{\"Error\":{\"Code\":\"RequestLimitExceeded\",\"Message\":\"slow\"}}}",
        ),
        Throttled,
        3,
        3,
    ),
    row(
        "an internal error with 200",
        Keep(
            "HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n\
             {\"Response\":{\"Error\":{\"Code\":\"InternalError\",\"Message\":\"oops\"}}}",
        ),
        Unavailable,
        3,
        1,
    ),
    row("nothing with 200", Keep("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), Decode, 1, 1),
    row("204", Keep("HTTP/1.1 204 Nothing\r\n\r\n"), Service, 1, 1),
    fine(
        "another type",
        Keep("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n{\"Response\":{}}"),
    ),
];
