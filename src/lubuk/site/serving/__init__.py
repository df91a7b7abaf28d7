"""Running the product on one machine: preparation, supervisor, web server, worker.

The supervisor (supervisor.py) holds no Django, so that watching costs little memory; what needs Django is
done by a process that ends (prepare.py) or by the children (web.py, worker.py). What an administrator may
set is in lubuk/site/configuration/.
"""
