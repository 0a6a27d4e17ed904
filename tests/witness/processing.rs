// Processing rules.

// == rule-added
Stay::new().keep("a").send(bucket).await.map(|_| true)

// == rule-removed [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-renamed
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-part-added
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-part-removed [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().blur(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-part-renamed
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-part-form-changed [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-part-arguments-swapped [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().size(5, 6));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-added [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-removed [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().size(5, 6));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-renamed
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-flag-changed
let rule = witness::Rule::from(Resize::new().pad(1));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-type-changed
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-bounds-tightened [unseen: the mock server does not parse processing rules]
let rule = witness::Rule::from(Resize::new().size(10_000));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())

// == rule-argument-bounds-loosened
let rule = witness::Rule::from(Resize::new().size(5));
Stay::new().keep(rule.as_str()).send(bucket).await.map(|_| rule.problems().is_empty())
