// Waiters.

// == waiter-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == waiter-removed
let job = Look::new().keep("a").send_and_wait(client).submit().await?;
Ok(job.id() == "a")

// == waiter-query-changed
let job: witness::runtime::wait::Poller<Check> = Look::new().keep("a").send_and_wait(client).submit().await?;
Ok(job.id() == "a")

// == waiter-changed
let mut job = Look::new().keep("a").send_and_wait(client).submit().await?;
let progress = job.poll().await?;
Ok(matches!(progress, witness::runtime::wait::Progress::Pending(_)))

// == waiter-number-changed
let job: witness::runtime::wait::Poller<Check> = Look::new().keep("a").send_and_wait(client).submit().await?;
Ok(!job.id().is_empty())
