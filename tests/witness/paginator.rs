// Paginators.

// == pages-added
Look::new().keep("a").offset(0).limit(2).send(client).await.map(|look| !look.names.is_empty())

// == pages-removed
let first = Look::new().keep("a").limit(2).pages(client).next().await.transpose()?;
Ok(first.is_some_and(|page| !page.names.is_empty()))

// == pages-list-changed
let first: Option<String> = Look::new().keep("a").limit(2).items(client).next().await.transpose()?;
Ok(first.is_some())

// == pages-advance-changed
let first = Look::new().keep("a").limit(2).pages(client).next().await.transpose()?;
Ok(first.is_some_and(|page| !page.names.is_empty()))
