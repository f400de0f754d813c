"""The workflow of an AReaL run; the line with reward_fn is what is new. ASSAY_URL says where the gateway is."""

from areal.workflow.rlvr import RLVRWorkflow

from assay_client.areal import reward_fn


def workflow(config, tokenizer):
    return RLVRWorkflow(reward_fn=reward_fn, gconfig=config.gconfig, tokenizer=tokenizer)
