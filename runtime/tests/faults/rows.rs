//! The table of faults.

use tencentcloud_runtime::ErrorKind::{self, Connection, Decode, NotFound, Service, Throttled, Timeout, Unavailable};

use super::server::Behaviour::{self, Close, Keep, Reset, ResetUnread, Stall};

/// A fault and its effect on a call: the kind of error, if any, and the number of requests that the server receives for
/// a repeatable operation and for a submission.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) behaviour: Behaviour,
    pub(crate) outcome: Option<ErrorKind>,
    pub(crate) repeatable: usize,
    pub(crate) submission: usize,
}

const fn row(
    name: &'static str,
    behaviour: Behaviour,
    outcome: ErrorKind,
    repeatable: usize,
    submission: usize,
) -> Row {
    Row { name, behaviour, outcome: Some(outcome), repeatable, submission }
}

const fn success(name: &'static str, behaviour: Behaviour) -> Row {
    Row { name, behaviour, outcome: None, repeatable: 1, submission: 1 }
}

/// Faults of actions and REST operations.
pub(crate) const ANY: &[Row] = &[
    row("reset before the request is read", ResetUnread, Connection, 0, 0),
    row("reset after it is read", Reset(""), Connection, 3, 1),
    row("closed without a response", Close(""), Connection, 3, 1),
    row("no response", Stall(""), Timeout, 3, 1),
    row("half of the headers", Stall("HTTP/1.1 200 OK\r\nContent-"), Timeout, 3, 1),
    row("half of the headers, then closed", Close("HTTP/1.1 200 OK\r\nContent-"), Connection, 3, 1),
    row("another protocol", Close("SSH-2.0-OpenSSH_9.9\r\n"), Connection, 3, 1),
    row("a body that never arrives", Stall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), Timeout, 3, 1),
    row("a body that stalls", Stall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"Re"), Timeout, 3, 1),
    row("a truncated body", Close("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"Re"), Connection, 3, 1),
    row(
        "truncated chunks",
        Close("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"Re\r\n"),
        Connection,
        3,
        1,
    ),
    row("an invalid length", Close("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), Connection, 3, 1),
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
        "503 with SlowDown",
        Keep("HTTP/1.1 503 Busy\r\nContent-Length: 35\r\n\r\n<Error><Code>SlowDown</Code></Error>"),
        Throttled,
        3,
        3,
    ),
    row("429", Keep("HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"), Throttled, 3, 3),
    row(
        "429 with a delay beyond the timeout",
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
    row("a malformed error", Keep("HTTP/1.1 404 No\r\nContent-Length: 5\r\n\r\n<Err\0"), NotFound, 1, 1),
    row(
        "a damaged content encoding",
        Keep("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x0b\x08\x00"),
        Decode,
        1,
        1,
    ),
    row("a page with 200", Keep("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"), Decode, 1, 1),
    row(
        "a body longer than declared",
        Keep("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{\"Response\":{}}"),
        Decode,
        1,
        1,
    ),
    row("a switch of protocols", Keep("HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), Service, 1, 1),
];

/// Responses of a bucket.
pub(crate) const REST: &[Row] = &[
    row("JSON instead of XML", Keep("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), Decode, 1, 1),
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
    row("truncated XML", Keep("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<Response>"), Decode, 1, 1),
    row("an empty body with 200", Keep("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), Decode, 1, 1),
    success(
        "another type",
        Keep(
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 35\r\n\r\n<Response><Text>t</Text></Response>",
        ),
    ),
    success("no length", Close("HTTP/1.1 200 OK\r\n\r\n<Response><Text>t</Text></Response>")),
    success(
        "chunks",
        Keep(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n23\r\n<Response><Text>t</Text></Response>\r\n0\r\n\r\n",
        ),
    ),
];

/// Responses of an API 3.0 service.
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
    row("an empty body with 200", Keep("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), Decode, 1, 1),
    row("204", Keep("HTTP/1.1 204 Nothing\r\n\r\n"), Service, 1, 1),
    success(
        "another type",
        Keep(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 30\r\n\r\n{\"Response\":{\"RequestId\":\"r\"}}",
        ),
    ),
];
