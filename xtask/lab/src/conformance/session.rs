//! Sends each call with one SDK and with our client, and compares the exchanges.

use anyhow::Result;
use mock::{LoggedRequest, Server};
use serde_json::Value;

use super::driver::{Driver, Reply};
use super::known::Known;
use super::methods::{Method, Methods};
use super::plan::Call;
use super::proxy::{Exchange, Proxy};
use super::report::Results;
use super::tamper::Tamper;
use super::{compare, response, tree};

/// The tables that the comparison needs.
pub struct Tables {
    /// The expected differences.
    pub known: Known,
    /// The methods of the object storage SDKs.
    pub methods: Methods,
}

impl Tables {
    /// Reads the tables.
    pub fn read() -> Result<Self> {
        Ok(Self { known: Known::read()?, methods: Methods::read()? })
    }
}

/// The comparison of one SDK with our client.
pub struct Session<'a> {
    server: &'a Server,
    proxy: &'a Proxy,
    tables: &'a Tables,
    sdk: &'a mut Driver,
    ours: &'a mut Driver,
    results: &'a mut Results,
    /// The first accepted request, to be tampered with.
    accepted: Option<Value>,
}

/// The outcome of one call of one client.
struct Outcome {
    reply: Reply,
    exchange: Option<Exchange>,
    logged: Option<LoggedRequest>,
    requests: usize,
}

impl Outcome {
    fn is_accepted(&self, operation: &str) -> bool {
        let is_accepted = |logged: &LoggedRequest| {
            logged.signature_good && logged.refused.is_none() && logged.operation.as_deref() == Some(operation)
        };
        self.logged.as_ref().is_some_and(is_accepted)
    }
}

impl<'a> Session<'a> {
    /// Returns a session without calls.
    pub fn new(
        server: &'a Server,
        proxy: &'a Proxy,
        tables: &'a Tables,
        sdk: &'a mut Driver,
        ours: &'a mut Driver,
        results: &'a mut Results,
    ) -> Self {
        Self { server, proxy, tables, sdk, ours, results, accepted: None }
    }

    /// Sends a call with both clients.
    pub async fn call(&mut self, call: &Call) -> Result<()> {
        let (request, method, why) = self.request(call);
        self.results.operations.insert(call.full_operation());
        self.results.calls += 1;
        let operation = format!("{}:{}", call.service, call.operation);
        if let Err(problem) = self.server.answer_with(&operation, &call.title) {
            self.problem(call, "example", problem.to_string());
        }
        let theirs = self.send(&request, false).await?;
        let through = [&*theirs.reply.through, &*why].join(if why.is_empty() { "" } else { ", for " });
        self.results.through.entry(through).or_default().insert(call.operation.clone());
        if self.check(call, &theirs) && self.accepted.is_none() {
            self.accepted = Some(request.clone());
        }
        let Some(exchange) = theirs.exchange else { return Ok(()) };
        self.compare(call, request, &exchange, method.as_ref()).await
    }

    /// Returns the request for the driver with the SDK's method, or the reason why no method can send it.
    fn request(&self, call: &Call) -> (Value, Option<Method>, String) {
        let mut request = call.request.clone();
        let Some(rest) = &call.rest else { return (request, None, String::new()) };
        match self.tables.methods.find(&self.sdk.sdk.name, rest) {
            Ok((method, method_call)) => {
                request["method_of"] = method_call;
                (request, Some(method), String::new())
            }
            Err(why) => (request, None, why),
        }
    }

    async fn send(&mut self, request: &Value, ours: bool) -> Result<Outcome> {
        self.proxy.take_exchanges();
        let driver = if ours { &mut *self.ours } else { &mut *self.sdk };
        let reply = driver.call(request).await?;
        let mut exchanges = self.proxy.take_exchanges();
        let logged = if exchanges.is_empty() { None } else { self.server.requests().pop() };
        Ok(Outcome { reply, requests: exchanges.len(), exchange: exchanges.pop(), logged })
    }

    /// Checks that the mock accepted a call and that the SDK decoded the response. Returns whether the mock accepted
    /// it.
    fn check(&mut self, call: &Call, outcome: &Outcome) -> bool {
        if outcome.requests != 1 {
            self.problem(call, "requests", format!("sent {} requests: {}", outcome.requests, outcome.reply));
        }
        let Some(exchange) = &outcome.exchange else { return false };
        if !outcome.is_accepted(&call.operation) {
            let body = String::from_utf8_lossy(exchange.response.body()).into_owned();
            self.problem(call, "accepted", format!("not accepted: {}", tree::abbreviate(&body)));
            return false;
        }
        self.results.accepted += 1;
        match response::problem(call, exchange, &outcome.reply) {
            None => self.results.decoded += 1,
            Some(problem) => self.problem(call, "answer", problem),
        }
        true
    }

    async fn compare(
        &mut self,
        call: &Call,
        mut request: Value,
        theirs: &Exchange,
        method: Option<&Method>,
    ) -> Result<()> {
        request["now"] = signed_at(theirs).into();
        let ours = self.send(&request, true).await?;
        let Some(exchange) = ours.exchange.as_ref().filter(|_| ours.is_accepted(&call.operation)) else {
            self.problem(call, "ours", format!("the mock did not accept our client's request: {}", ours.reply));
            return Ok(());
        };
        let problems = self.results.problems.len();
        let (adds, differs) = method.map_or((&[][..], &[][..]), |method| (&method.adds, &method.differs));
        let found = compare::compare(theirs, exchange, adds).into_iter();
        for found in found.filter(|found| !differs.contains(&found.what)) {
            let (theirs, ours) = (tree::abbreviate(&found.theirs), tree::abbreviate(&found.ours));
            let text = format!("{}: the SDK sends {theirs:?}, our client {ours:?}", found.what);
            self.problem(call, &found.what, text);
        }
        self.results.same += usize::from(problems == self.results.problems.len());
        Ok(())
    }

    fn problem(&mut self, call: &Call, what: &str, text: String) {
        if !self.tables.known.contains(what, &self.sdk.sdk.name, call) {
            self.results.problems.push(format!("{}: {text}", call.name()));
        }
    }

    /// Changes a byte of an accepted request, and checks that the mock refuses it. Otherwise acceptance proves nothing.
    pub async fn check_tampering(mut self) -> Result<()> {
        let Some(request) = self.accepted.take() else {
            self.results.problems.push("no accepted request to tamper with".to_owned());
            return Ok(());
        };
        for tamper in Tamper::ALL {
            self.proxy.set_tamper(Some(tamper));
            let outcome = self.send(&request, false).await;
            self.proxy.set_tamper(None);
            let Outcome { reply, logged, .. } = outcome?;
            let refused = logged.is_some_and(|logged| !logged.signature_good) && reply.error.is_some();
            self.results.refused.0 += usize::from(refused);
            self.results.refused.1 += 1;
            if !refused {
                let text = format!("the mock accepted a request with a changed {}: {reply}", tamper.name());
                self.results.problems.push(text);
            }
        }
        Ok(())
    }
}

/// Returns the time of a request's signature, so that our client can sign with the same time.
fn signed_at(exchange: &Exchange) -> i64 {
    let stamp = exchange.header("x-tc-timestamp").parse();
    let key_time = exchange.header("authorization").split_once("q-key-time=").map_or("", |(_, rest)| rest);
    stamp.or_else(|_| key_time.split(';').next().unwrap_or_default().parse()).unwrap_or_default()
}
