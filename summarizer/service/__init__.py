"""The service: the same jobs over HTTP, for people (a page) and for programs (an API).

A thin edge on the library. A job is a folder: what was sent in lies in `DATA/jobs/<id>/in`, and
`DATA/jobs/<id>/out` is an output folder like any other. Only `summarizer serve` imports this package: it
needs the extra `service`.

    database, store, tokens    what is remembered: jobs, their events, what was spent, who may
    options, intake            what a caller may ask for and send
    working                    the child process that does a job, through the library
    worker, crew               the parent's side: who works on what, whose turn it is, what a death means
    problems, guarding         errors and rules of HTTP
    *_api, pages, application  the routes
    serving                    the server's life, from start to a graceful end
"""
