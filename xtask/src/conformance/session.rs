//! One SDK at work: each call is sent by it and by our client, and what passed is judged.

use anyhow::Result;
use mock::{LoggedRequest, Server};
use serde_json::Value;

use super::driver::{Driver, Reply};
use super::known::Known;
use super::methods::{Method, Methods};
use super::plan::Call;
use super::relay::{Exchange, Relay};
use super::report::Findings;
use super::tamper::Tamper;
use super::{answered, compare, tree};

/// What the calls are judged by.
pub struct Judges {
    /// The differences that are right.
    pub known: Known,
    /// The methods of the SDKs of object storage.
    pub methods: Methods,
}

impl Judges {
    /// Reads the lists.
    pub fn read() -> Result<Self> {
        Ok(Self { known: Known::read()?, methods: Methods::read()? })
    }
}

/// One SDK at work.
pub struct Session<'a> {
    server: &'a Server,
    relay: &'a Relay,
    judges: &'a Judges,
    sdk: &'a mut Driver,
    ours: &'a mut Driver,
    findings: &'a mut Findings,
    /// The first call that was accepted, which is then changed.
    good: Option<Value>,
}

/// What passed while one client made one call.
struct Passed {
    reply: Reply,
    exchange: Option<Exchange>,
    seen: Option<LoggedRequest>,
    requests: usize,
}

impl Passed {
    fn accepted(&self, operation: &str) -> bool {
        let reached = |seen: &LoggedRequest| {
            seen.signature_good && seen.refused.is_none() && seen.operation.as_deref() == Some(operation)
        };
        self.seen.as_ref().is_some_and(reached)
    }
}

impl<'a> Session<'a> {
    /// A session in which nothing was called yet.
    pub fn new(
        server: &'a Server,
        relay: &'a Relay,
        judges: &'a Judges,
        sdk: &'a mut Driver,
        ours: &'a mut Driver,
        findings: &'a mut Findings,
    ) -> Self {
        Self { server, relay, judges, sdk, ours, findings, good: None }
    }

    /// Makes a call with both clients.
    pub async fn call(&mut self, call: &Call) -> Result<()> {
        let (asked, method, why) = self.asked(call);
        self.findings.operations.insert(call.operation());
        self.findings.calls += 1;
        if let Err(problem) = self.server.answer_with(&call.operation, &call.title) {
            self.problem(call, "example", problem.to_string());
        }
        let theirs = self.pass(&asked, false).await?;
        let through = [&*theirs.reply.through, &*why].join(if why.is_empty() { "" } else { ", for " });
        self.findings.through.entry(through).or_default().insert(call.operation.clone());
        if self.judge(call, &theirs) && self.good.is_none() {
            self.good = Some(asked.clone());
        }
        let Some(exchange) = theirs.exchange else { return Ok(()) };
        self.compare(call, asked, &exchange, method.as_ref()).await
    }

    /// The request as the driver is told it, the method that it shall use, and why there is none.
    fn asked(&self, call: &Call) -> (Value, Option<Method>, String) {
        let mut asked = call.asked.clone();
        let Some(rest) = &call.rest else { return (asked, None, String::new()) };
        match self.judges.methods.of(&self.sdk.sdk.name, rest) {
            Ok((method, filled)) => {
                asked["method_of"] = filled;
                (asked, Some(method), String::new())
            }
            Err(why) => (asked, None, why),
        }
    }

    async fn pass(&mut self, asked: &Value, ours: bool) -> Result<Passed> {
        self.relay.take();
        let driver = if ours { &mut *self.ours } else { &mut *self.sdk };
        let reply = driver.call(asked).await?;
        let mut exchanges = self.relay.take();
        let seen = if exchanges.is_empty() { None } else { self.server.requests().pop() };
        Ok(Passed { reply, requests: exchanges.len(), exchange: exchanges.pop(), seen })
    }

    /// Whether it was accepted; only then is there an answer to be read.
    fn judge(&mut self, call: &Call, passed: &Passed) -> bool {
        if passed.requests != 1 {
            self.problem(call, "requests", format!("{} were sent: {}", passed.requests, passed.reply));
        }
        let Some(exchange) = &passed.exchange else { return false };
        if !passed.accepted(&call.operation) {
            let answer = String::from_utf8_lossy(exchange.response.body()).into_owned();
            self.problem(call, "accepted", format!("not accepted: {}", tree::short(&answer)));
            return false;
        }
        self.findings.accepted += 1;
        match answered::problem(call, exchange, &passed.reply) {
            None => self.findings.answered += 1,
            Some(problem) => self.problem(call, "answer", problem),
        }
        true
    }

    async fn compare(
        &mut self,
        call: &Call,
        mut asked: Value,
        theirs: &Exchange,
        method: Option<&Method>,
    ) -> Result<()> {
        asked["now"] = signed_at(theirs).into();
        let ours = self.pass(&asked, true).await?;
        let Some(exchange) = ours.exchange.as_ref().filter(|_| ours.accepted(&call.operation)) else {
            self.problem(call, "ours", format!("our client's request was not accepted: {}", ours.reply));
            return Ok(());
        };
        let problems = self.findings.problems.len();
        let (adds, differs) = method.map_or((&[][..], &[][..]), |method| (&method.adds, &method.differs));
        let found = compare::compare(theirs, exchange, adds).into_iter();
        for found in found.filter(|found| !differs.contains(&found.what)) {
            let (theirs, ours) = (tree::short(&found.theirs), tree::short(&found.ours));
            let text = format!("{} is {theirs:?} with the SDK and {ours:?} with us", found.what);
            self.problem(call, &found.what, text);
        }
        self.findings.same += usize::from(problems == self.findings.problems.len());
        Ok(())
    }

    fn problem(&mut self, call: &Call, what: &str, text: String) {
        if !self.judges.known.has(what, &self.sdk.sdk.name, call) {
            self.findings.problems.push(format!("{}: {text}", call.name()));
        }
    }

    /// Changes a byte of a request that was good, and sees that it is refused: a check that accepts everything is none.
    pub async fn end(mut self) -> Result<()> {
        let Some(good) = self.good.take() else {
            self.findings.problems.push("no call was accepted, so that none could be changed".to_owned());
            return Ok(());
        };
        for tamper in Tamper::ALL {
            self.relay.tamper(Some(tamper));
            let passed = self.pass(&good, false).await;
            self.relay.tamper(None);
            let passed = passed?;
            let refused = passed.seen.is_some_and(|seen| !seen.signature_good) && passed.reply.error.is_some();
            self.findings.refused.0 += usize::from(refused);
            self.findings.refused.1 += 1;
            if !refused {
                let text = format!("with another byte in its {}, a request was not refused", tamper.name());
                self.findings.problems.push(format!("{text}: {}", passed.reply));
            }
        }
        Ok(())
    }
}

/// The time that a request says it was signed at: for the same one, our client says the same.
fn signed_at(exchange: &Exchange) -> i64 {
    let stamp = exchange.header("x-tc-timestamp").parse();
    let key_time = exchange.header("authorization").split_once("q-key-time=").map_or("", |(_, rest)| rest);
    stamp.or_else(|_| key_time.split(';').next().unwrap_or_default().parse()).unwrap_or_default()
}
