//! Every fault of the table, for a call that may be repeated and for a submission.

use tencentcloud_runtime::Error;
use tencentcloud_runtime::ErrorKind::{Connection, NotFound, Service, Throttled, Timeout};
use tokio::net::TcpListener;

use crate::rows::{ACTION, ANY, REST, Row};
use crate::server::Act::{Close, Keep, Reset, ResetUnread, Stall};
use crate::{Server, bucket, builder, enhance, moderate, own_builder, query, submit};

impl Row {
    fn check(&self, how: &str, result: Result<u32, Error>, server: &Server, expected: usize) {
        let name = format!("{}, {how}", self.name);
        match result {
            Ok(attempts) => assert_eq!((self.outcome, attempts), (None, 1), "{name}"),
            Err(error) => {
                assert_eq!(Some(error.kind()), self.outcome, "{name}: {error:?}");
                assert!(error.operation().is_some() && !error.to_string().contains("hush"), "{name}: {error}");
                let sent_and_unclear = !matches!(error.kind(), Throttled | NotFound | Service);
                assert_eq!(error.is_ambiguous(), sent_and_unclear, "{name}: {error:?}");
            }
        }
        assert_eq!(server.requests(), expected, "{name}");
    }
}

/// The fault, for every request.
async fn server_for(row: &Row) -> Server {
    Server::start(Box::leak(Box::new([row.act]))).await
}

/// Most of them are about waiting, which they can do together.
async fn each<W: Future<Output = ()> + Send + 'static>(rows: &[&'static [Row]], check: fn(&'static Row) -> W) {
    let checks: Vec<_> = rows.iter().copied().flatten().map(|row| tokio::spawn(check(row))).collect();
    for check in checks {
        check.await.unwrap();
    }
}

#[tokio::test]
async fn calls_of_a_bucket() {
    each(&[ANY, REST], |row| async {
        let server = server_for(row).await;
        let result = query().send(&bucket(&builder(&server.address).build().unwrap())).await;
        row.check("repeatable", result.map(|reply| reply.attempts()), &server, row.repeatable);
        let server = server_for(row).await;
        let result = submit().send(&bucket(&builder(&server.address).build().unwrap())).await;
        row.check("a submission", result.map(|reply| reply.attempts()), &server, row.submission);
    })
    .await;
}

#[tokio::test]
async fn calls_of_a_service() {
    each(&[ANY, ACTION], |row| async {
        let server = server_for(row).await;
        let result = moderate().send(&builder(&server.address).build().unwrap()).repeatable().await;
        row.check("repeatable", result.map(|reply| reply.attempts()), &server, row.repeatable);
        let server = server_for(row).await;
        let result = moderate().send(&builder(&server.address).build().unwrap()).await;
        row.check("a submission", result.map(|reply| reply.attempts()), &server, row.submission);
    })
    .await;
}

/// A stream has begun when its head is there, so what happens later is between it and its reader.
#[tokio::test]
async fn streams() {
    for (act, kind, requests) in [
        (Close("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng"), Some(Connection), 1),
        (Reset("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng"), Some(Connection), 1),
        (Stall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng"), Some(Timeout), 1),
        (Close("HTTP/1.1 200 OK\r\n\r\npng"), None, 1),
        (Keep("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), None, 1),
        (Keep("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\npng"), None, 1),
        (Stall(""), Some(Timeout), 3),
        (Close(""), Some(Connection), 3),
    ] {
        let server = Server::start(Box::leak(Box::new([act]))).await;
        let idle = std::time::Duration::from_millis(300);
        let client = builder(&server.address).idle_timeout(idle).build().unwrap();
        let read = async { enhance().send(&bucket(&client)).await?.into_inner().collect().await };
        assert_eq!(read.await.err().map(|error| error.kind()), kind, "{act:?}");
        assert_eq!(server.requests(), requests, "{act:?}");
    }
}

/// Nothing can have been done where there was no connection, so a submission is tried again too.
#[tokio::test]
async fn where_there_is_no_connection() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    let (rude, mute) = (Server::start(&[ResetUnread]).await, Server::start(&[Stall("")]).await);
    for address in
        [format!("http://{nobody}"), format!("https://{}", rude.address), format!("https://{}", mute.address)]
    {
        let patience = std::time::Duration::from_millis(100);
        let client = own_builder("127.0.0.1:1").connect_to(&address).connect_timeout(patience).build().unwrap();
        for result in [submit().send(&bucket(&client)).await, query().send(&bucket(&client)).await] {
            let error = result.unwrap_err();
            assert_eq!((error.kind(), error.attempts(), error.is_ambiguous()), (Connection, 3, false), "{error:?}");
        }
        assert_eq!(moderate().send(&client).await.unwrap_err().attempts(), 3);
    }
    assert_eq!((rude.requests(), rude.connections(), mute.requests(), mute.connections()), (0, 9, 0, 9));
}
