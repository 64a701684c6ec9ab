def make_questions(session, job, resume, bank, embedder, most):
    return []
