package org.rmmodel.checker.trace;

import org.jspecify.annotations.Nullable;

/**
 * An event of a kernel's log. Each record stands for one tracepoint, probe or system call; README
 * names the function that emits it. Values are as printed; a refcount is raw, so it includes
 * MODULE_REF_BASE.
 */
public sealed interface TraceEvent {

  /**
   * Calls the visitor's method for this event.
   *
   * @param visitor what to do
   * @param where handed on to it
   * @param <C> what tells where the event is
   */
  <C> void accept(Visitor<C> visitor, C where);

  /**
   * What to do with each event. No method has a default, so that a new event is not overlooked.
   *
   * @param <C> what tells where the event is
   */
  interface Visitor<C> {
    void moduleLoad(ModuleLoad event, C where);

    void moduleFree(ModuleFree event, C where);

    void counted(Counted event, C where);

    void syscallEnter(SyscallEnter event, C where);

    void syscallExit(SyscallExit event, C where);

    void deleteCall(DeleteCall event, C where);

    void deleteReturn(DeleteReturn event, C where);

    void operationCall(OperationCall event, C where);

    void operationDone(OperationDone event, C where);

    void getDone(GetDone event, C where);

    void getRefused(GetRefused event, C where);

    void release(Release event, C where);

    void spanCall(SpanCall event, C where);

    void spanReturn(SpanReturn event, C where);

    void workerCall(WorkerCall event, C where);

    void workerReturn(WorkerReturn event, C where);

    void userRead(UserRead event, C where);

    void unused(Unused event, C where);
  }

  /** An operation on the reference count. */
  enum Operation {
    /** try_module_get. */
    TRY_GET,
    /** __module_get. */
    GET,
    /** module_put. */
    PUT
  }

  /** The steps of try_release_module_ref and delete_module that a probe shows. */
  enum ReleaseStep {
    /** After the subtraction of the base; the value is what it replaced. */
    SUB,
    /** The subtraction did not give zero; the recovery is about to look. */
    NOT_ZERO,
    /** The recovery's addition succeeded; the value is what it replaced. */
    READD,
    /** Before the state becomes GOING. */
    GOING
  }

  /** A function whose entry and return a probe shows. */
  enum Span {
    /** do_init_module. */
    INIT,
    /** free_module. */
    FREE,
    /** mod_sysfs_teardown. */
    TEARDOWN,
    /** synchronize_rcu. */
    SYNC
  }

  /** A system call on modules. */
  enum Syscall {
    /** delete_module. */
    DELETE,
    /** finit_module or init_module. */
    LOAD
  }

  /**
   * Tracepoint module_load: load_module, just before do_init_module.
   *
   * @param module the module's name
   */
  record ModuleLoad(String module) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.moduleLoad(this, where);
    }
  }

  /**
   * Tracepoint module_free: the first statement of free_module.
   *
   * @param module the module's name
   */
  record ModuleFree(String module) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.moduleFree(this, where);
    }
  }

  /**
   * Tracepoints module_get and module_put.
   *
   * @param operation TRY_GET for module_get (which function it was, the line does not say), or PUT
   * @param module the module's name
   * @param callSite what called it, as far as call_site= tells
   * @param refcnt the count, read after the operation
   */
  record Counted(Operation operation, String module, CallSite callSite, int refcnt)
      implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.counted(this, where);
    }
  }

  /**
   * Entry of a system call. It names no module.
   *
   * @param call which one
   * @param flags its flags; of delete_module 0x200 forces
   */
  record SyscallEnter(Syscall call, int flags) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.syscallEnter(this, where);
    }
  }

  /**
   * Return of a system call.
   *
   * @param call which one
   * @param result zero, or an errno negated
   */
  record SyscallExit(Syscall call, long result) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.syscallExit(this, where);
    }
  }

  /**
   * Probe on delete_module's entry.
   *
   * @param module the name that it was given
   * @param flags its flags; 0x200 forces
   */
  record DeleteCall(String module, int flags) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.deleteCall(this, where);
    }
  }

  /**
   * Probe on delete_module's return.
   *
   * @param result zero, or an errno negated
   */
  record DeleteReturn(long result) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.deleteReturn(this, where);
    }
  }

  /**
   * Probe on the entry of try_module_get, __module_get or module_put.
   *
   * @param operation which function
   * @param module the module's name, or null if its memory could not be read
   */
  record OperationCall(Operation operation, @Nullable String module) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.operationCall(this, where);
    }
  }

  /**
   * Probe right after the atomic instruction of try_module_get or module_put.
   *
   * @param operation TRY_GET or PUT
   * @param module the module's name
   * @param old the value that the instruction replaced, exactly
   */
  record OperationDone(Operation operation, String module, int old) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.operationDone(this, where);
    }
  }

  /**
   * Probe right after the increment of __module_get.
   *
   * @param module the module's name
   */
  record GetDone(String module) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.getDone(this, where);
    }
  }

  /** Probe on the refusal of try_module_get. */
  record GetRefused() implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.getRefused(this, where);
    }
  }

  /**
   * Probe in try_release_module_ref or delete_module.
   *
   * @param step where
   * @param module the module's name
   * @param value what the instruction replaced, where the step is one
   */
  record Release(ReleaseStep step, String module, int value) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.release(this, where);
    }
  }

  /**
   * Probe on a function's entry.
   *
   * @param span which function
   * @param module the module that it is about, or null if the probe does not say
   */
  record SpanCall(Span span, @Nullable String module) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.spanCall(this, where);
    }
  }

  /**
   * Probe on a function's return.
   *
   * @param span which function
   */
  record SpanReturn(Span span) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.spanReturn(this, where);
    }
  }

  /**
   * Written by a test module's thread before it calls.
   *
   * @param operation which function it calls
   */
  record WorkerCall(Operation operation) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.workerCall(this, where);
    }
  }

  /**
   * Written by a test module's thread after the call.
   *
   * @param operation which function it called
   * @param result what the function returned; 1 for a get that succeeded
   */
  record WorkerReturn(Operation operation, long result) implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.workerReturn(this, where);
    }
  }

  /**
   * A user-space reader of /sys/module/NAME/refcnt saw this.
   *
   * @param module the module's name
   * @param count the count less the base, or null if there was none to read
   * @param absent whether the file was gone or going (ENOENT, ENODEV)
   * @param then what initstate showed after it: "live", "going", "gone", or empty
   */
  record UserRead(String module, @Nullable Integer count, boolean absent, String then)
      implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.userRead(this, where);
    }
  }

  /** An event that says nothing about the protocol. */
  record Unused() implements TraceEvent {
    @Override
    public <C> void accept(Visitor<C> visitor, C where) {
      visitor.unused(this, where);
    }
  }
}
