---------------------------- MODULE MCIdempotent -----------------------------
(* What a model of loads of one file runs, on a kernel that shares them.     *)
EXTENDS Idempotent

ASSUME KernelSharesLoads == Has("idempotent-loads")
ASSUME TellsWhoTakesWhat == Tells(Takers)

\* A load whose file cannot be read returns at once (the first version, before v6.5 was released).
ReturnsAtOnce(value) == IF value = 0 THEN "Idempotent_Complete" ELSE "IdempotentInitModule_Return"

\* Nobody is ever there.
NobodyIsThere == FALSE

\* Who is killed leaves his entry where it is.
LeavesIt(t) == table
=============================================================================
